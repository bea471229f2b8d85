package dev.parley.stt.whisper;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** From what the model wrote to what was said. */
final class TranscriptText {
  // four bytes of UTF-8 that came through JNI as four characters
  private static final Pattern SPLIT_CODE_POINT =
      Pattern.compile("[\u00f0-\u00f4][\u0080-\u00bf]{3}");
  private static final Pattern BROKEN = Pattern.compile("[\u0080-\u009f\ufffd\ufeff]");
  // "[BLANK_AUDIO]", "(keyboard clicking)", "*sighs*": about the sound, not in it
  private static final Pattern ANNOTATION =
      Pattern.compile("\\[[^\\]]*\\]|\\([^)]*\\)|\\*[^*]*\\*|[\u2669-\u266f]+");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern NOT_SPOKEN =
      Pattern.compile("[^\\p{L}\\p{M}\\p{N}'\u2019&%$\u20ac\u00a3+#@]");

  private TranscriptText() {}

  static String clean(String raw) {
    String repaired =
        SPLIT_CODE_POINT
            .matcher(raw)
            .replaceAll(m -> new String(Character.toChars(codePoint(m.group()))));
    String plain = BROKEN.matcher(repaired).replaceAll("");
    return BLANKS.matcher(ANNOTATION.matcher(plain).replaceAll(" ")).replaceAll(" ").strip();
  }

  static boolean isAnnotated(String raw) {
    return ANNOTATION.matcher(raw).find();
  }

  /** Without a blank inside; a lone punctuation mark is none. */
  static List<String> words(String clean) {
    return Arrays.stream(clean.split(" ")).filter(w -> !normalised(w).isEmpty()).toList();
  }

  /** What two hypotheses must share to have the same word. */
  static String normalised(String word) {
    return NOT_SPOKEN.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
  }

  private static int codePoint(String fourBytes) {
    int cp =
        (fourBytes.charAt(0) & 0x07) << 18
            | (fourBytes.charAt(1) & 0x3f) << 12
            | (fourBytes.charAt(2) & 0x3f) << 6
            | (fourBytes.charAt(3) & 0x3f);
    return Character.isSupplementaryCodePoint(cp) ? cp : ' ';
  }
}
