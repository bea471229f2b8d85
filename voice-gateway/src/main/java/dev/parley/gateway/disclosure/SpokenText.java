package dev.parley.gateway.disclosure;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes text the way phrases are written: lower case, no apostrophes, short forms in full, what a
 * recogniser often hears in place of a word as that word. Every word and every sign, only {@code .}
 * and {@code ,}, has a space on either side.
 */
final class SpokenText {
  private static final int LONGEST_SAME = 4;
  private static final String ONE_LETTER_WORDS = "aiu.,";
  private static final Pattern APOSTROPHES =
      Pattern.compile("\\s?['’‘`´]\\s?(?=(?:m|s|re|ve|ll|t|d)\\b)");
  private static final Pattern SPELLED = Pattern.compile("\\b(\\p{L})\\.[ ]?(?=\\p{L}\\b)");
  private static final Pattern PAUSES = Pattern.compile("\\.{2,}|…");
  private static final Pattern DRAWLED = Pattern.compile("(\\p{L})\\1{2,}");
  private static final Pattern ENDS = Pattern.compile("[.?!:;。？！]+");
  private static final Pattern COMMAS = Pattern.compile("[,，、\\n\\u2013\\u2014]+| - ");
  private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{Nd}.,]+");
  private static final Pattern STRAY = Pattern.compile("( [.,])(?: [.,])+");

  private final Map<String, String> same;

  SpokenText(Map<String, String> same) {
    this.same = Map.copyOf(same);
  }

  String of(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    plain = APOSTROPHES.matcher(plain).replaceAll("");
    plain = SPELLED.matcher(plain).replaceAll("$1 ");
    plain = DRAWLED.matcher(plain).replaceAll("$1");
    plain = PAUSES.matcher(plain).replaceAll(" ");
    plain = ENDS.matcher(plain).replaceAll(" . ");
    plain = COMMAS.matcher(plain).replaceAll(" , ");
    plain = OTHERS.matcher(plain).replaceAll(" ");
    return STRAY.matcher(" " + meant(plain.strip().split(" +"))).replaceAll("$1");
  }

  private String meant(String[] words) {
    StringBuilder out = new StringBuilder();
    String before = "";
    for (int i = 0; i < words.length; ) {
      int taken = 0;
      String meant = words[i];
      for (int n = Math.min(LONGEST_SAME, words.length - i); n > 0 && taken == 0; n--) {
        String other = same.get(n == 1 ? words[i] : join(words, i, n));
        if (other != null) {
          meant = other;
          taken = n;
        }
      }
      i += Math.max(1, taken);
      if (!meant.isEmpty() && !meant.equals(before) && !isStutter(meant, words, i)) {
        out.append(meant).append(' ');
        before = meant;
      }
    }
    return out.toString();
  }

  /** A "p" before "person". */
  private static boolean isStutter(String word, String[] words, int next) {
    return word.length() == 1
        && !ONE_LETTER_WORDS.contains(word)
        && next < words.length
        && words[next].startsWith(word);
  }

  private static String join(String[] words, int from, int count) {
    StringBuilder joined = new StringBuilder(words[from]);
    for (int i = from + 1; i < from + count; i++) {
      joined.append(' ').append(words[i]);
    }
    return joined.toString();
  }
}
