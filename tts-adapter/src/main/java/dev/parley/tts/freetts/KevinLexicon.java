package dev.parley.tts.freetts;

import com.sun.speech.freetts.lexicon.Lexicon;
import java.util.Map;

/**
 * Words FreeTTS gets wrong by itself. It drops apostrophes before it looks a word up and then
 * guesses from the letters: "don't" came out as "dahnt", "couldn't" as "cold-nt".
 */
final class KevinLexicon {
  /** By spelling without apostrophe, in the lexicon's phones. */
  private static final Map<String, String> ADDENDA =
      Map.ofEntries(
          Map.entry("dont", "d ow1 n t"),
          Map.entry("couldnt", "k uh1 d ax n t"),
          Map.entry("wouldnt", "w uh1 d ax n t"),
          Map.entry("shouldnt", "sh uh1 d ax n t"),
          Map.entry("havent", "hh ae1 v ax n t"),
          Map.entry("hasnt", "hh ae1 z ax n t"),
          Map.entry("hadnt", "hh ae1 d ax n t"),
          Map.entry("werent", "w er1 ax n t"),
          Map.entry("wasnt", "w aa1 z ax n t"),
          Map.entry("weer", "w ih1 r"),
          Map.entry("wifi", "w ay1 f ay1"),
          Map.entry("euro", "y uh1 r ow"),
          Map.entry("euros", "y uh1 r ow z"),
          Map.entry("concierge", "k aa n s iy eh1 r zh"));

  /** Spellings that lose their meaning with the apostrophe: "we're" would be said as "were". */
  private static final Map<String, String> RESPELLED = Map.of("we're", "weer", "o'", "oh");

  private KevinLexicon() {}

  static void extend(Lexicon lexicon) {
    ADDENDA.forEach((word, phones) -> lexicon.addAddendum(word, null, phones.split(" ")));
  }

  static String respell(String word) {
    return RESPELLED.getOrDefault(word, word);
  }
}
