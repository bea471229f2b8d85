package dev.parley.gateway.conversation;

import java.util.Locale;
import java.util.Set;

/** Words that claim the floor however short they are. */
final class StopWords {
  private static final Set<String> CLAIMS =
      Set.of("stop", "wait", "no", "hold", "cancel", "enough", "sorry", "excuse", "hang", "quiet");

  private StopWords() {}

  static boolean interrupts(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
    return words.length >= 3 || CLAIMS.contains(words[0]);
  }
}
