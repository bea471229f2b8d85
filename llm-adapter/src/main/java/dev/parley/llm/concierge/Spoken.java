package dev.parley.llm.concierge;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is spoken: what callers said made uniform, what is answered made presentable. */
final class Spoken {
  // beyond this, it is no turn of a call; a pattern over it would only cost time
  private static final int MAX_CHARS = 400;
  private static final Pattern NOT_SPOKEN = Pattern.compile("[^\\p{L}\\p{N}' ]+");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern FILLER =
      Pattern.compile("^((um|uh|er|erm|well|so|oh|ah|hm|hmm) )+(?=.)");

  private Spoken() {}

  /** Lower case, no punctuation, no fillers at the start. */
  static String clean(String text) {
    String head = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    String lower = head.toLowerCase(Locale.ROOT).replace('\u2019', '\'').replace(".", "");
    String words =
        SPACES.matcher(NOT_SPOKEN.matcher(lower).replaceAll(" ")).replaceAll(" ").strip();
    return FILLER.matcher(words).replaceAll("");
  }

  /** Begins with a capital. */
  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** A question of the knowledge, as a part of a sentence. */
  static String quote(String question) {
    return question.replaceAll("\\bi\\b", "I");
  }
}
