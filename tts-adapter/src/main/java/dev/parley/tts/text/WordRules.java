package dev.parley.tts.text;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Abbreviations, acronyms and plain words. */
final class WordRules {
  /** Longer runs of letters are no words; their beginning is said. */
  static final int MAX_LETTERS = 40;

  private static final Map<String, String> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("dr", "Doctor"),
          Map.entry("mr", "Mister"),
          Map.entry("mrs", "Missus"),
          Map.entry("ms", "Miz"),
          Map.entry("prof", "Professor"),
          Map.entry("e.g", "for example"),
          Map.entry("i.e", "that is"),
          Map.entry("etc", "et cetera"),
          Map.entry("approx", "approximately"),
          Map.entry("vs", "versus"),
          Map.entry("jr", "junior"),
          Map.entry("sr", "senior"),
          Map.entry("inc", "incorporated"),
          Map.entry("ltd", "limited"),
          Map.entry("dept", "department"),
          Map.entry("incl", "including"),
          Map.entry("excl", "excluding"),
          Map.entry("tel", "telephone"),
          Map.entry("ext", "extension"),
          Map.entry("ave", "avenue"),
          Map.entry("rd", "road"),
          Map.entry("blvd", "boulevard"),
          Map.entry("no", "number"),
          Map.entry("st", "street"));

  /** Said as words although written in capitals. */
  private static final Set<String> SHOUTED =
      Set.of(
          "NO", "YES", "NOT", "ALL", "THE", "AND", "FOR", "YOU", "ARE", "CAN", "NOW", "NEW", "DO",
          "GO", "IF", "IN", "IS", "IT", "ON", "OR", "SO", "TO", "UP", "WE", "MY", "ME", "BE", "BY",
          "AN", "AS", "AT", "OF", "OUT", "OUR", "HAS", "HAD", "GET", "ONE", "TWO", "SIX", "TEN",
          "ANY", "BIG", "BUT", "DAY", "END", "HER", "HIM", "HIS", "HOW", "ITS", "LET", "MAY", "OFF",
          "OLD", "ONLY", "OWN", "PIN", "SAY", "SEE", "SHE", "SIM", "TOO", "TRY", "USE", "WAS",
          "WAY", "WHO", "WHY", "RAM", "BUY", "SIR", "WON", "HE", "OH", "HI");

  /** Spelled although they could be read. */
  private static final Set<String> SPELLED =
      Set.of("ASAP", "AIDS", "UNESCO", "IBAN", "IEEE", "HTML", "HTTPS", "USSR", "IMAP");

  private static final Pattern SURPLUS_MARKS = Pattern.compile("(\\p{M}{2})\\p{M}++");
  private static final Pattern CASE_CHANGE =
      Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll}{2})");

  private static final String STOP_INSIDE = "(?:\\.(?!\\s++\\p{Lu}|\\s*+$)|(?=\\.))";

  static final List<Rule> RULES =
      List.of(
          // a full stop that also ends the sentence is left for the rule of full stops
          Rule.of("(?:\\p{Lu}\\.){1,7}\\p{Lu}(?:\\.(?!\\s*+$)|(?=\\.))", WordRules::dottedLetters),
          Rule.of("[aApP]\\.[mM]" + STOP_INSIDE, WordRules::dottedLetters),
          Rule.of("(?:No|no)\\.(?=\\s?\\d)", WordRules::abbreviation),
          Rule.of("St\\.(?=\\s\\p{Lu})", WordRules::saintOrStreet),
          Rule.ignoringCase(
              "(?:dr|mrs?|ms|prof|e\\.g|i\\.e|approx|vs|dept|incl|excl|tel|ext)\\.(?!\\p{L})",
              WordRules::abbreviation),
          Rule.of(
              "(?:[Ee]tc|[JS]r|Inc|Ltd|Ave|Rd|Blvd|St)(?=\\.(?!\\p{L}))" + STOP_INSIDE,
              WordRules::abbreviation),
          Rule.ignoringCase(
              "wi-?fi(?!\\p{L})",
              (match, draft) -> {
                draft.say("wifi", match.start(), match.end());
                return true;
              }),
          Rule.of("\\p{Lu}{2,6}s?(?![\\p{L}\\p{M}])", WordRules::capitals),
          Rule.of("\\p{L}(?:[\\p{L}\\p{M}]|['\\u2019](?=\\p{L}))*+", WordRules::word));

  private WordRules() {}

  private static boolean dottedLetters(MatchResult match, Draft draft) {
    draft.spell(match.group().replace(".", ""), match.start(), match.end());
    return true;
  }

  private static boolean saintOrStreet(MatchResult match, Draft draft) {
    if (draft.endsWithName()) { // "12 Baker St. Then ..."
      draft.say("street", match.start(), match.end());
      draft.pause(Break.SENTENCE);
    } else { // "near St. Mary"
      draft.say("Saint", match.start(), match.end());
    }
    return true;
  }

  private static boolean abbreviation(MatchResult match, Draft draft) {
    String written = match.group().toLowerCase(Locale.ROOT);
    String said =
        ABBREVIATIONS.get(
            written.endsWith(".") ? written.substring(0, written.length() - 1) : written);
    if (said == null) {
      return false;
    }
    draft.say(said, match.start(), match.end());
    return true;
  }

  private static boolean capitals(MatchResult match, Draft draft) {
    String written = match.group();
    boolean plural = written.endsWith("s");
    String letters = plural ? written.substring(0, written.length() - 1) : written;
    if (isSaidAsWord(letters)) {
      return false;
    }
    if (!plural) {
      draft.spell(letters, match.start(), match.end());
      return true;
    }
    int last = letters.length() - 1;
    draft.spell(letters.substring(0, last), match.start(), match.end());
    draft.say(letters.charAt(last) + "'s", match.start(), match.end());
    return true;
  }

  private static boolean isSaidAsWord(String letters) {
    if (SHOUTED.contains(letters)) {
      return true;
    }
    boolean pronounceable = letters.matches(".*[AEIOUY].*") && letters.matches(".*[^AEIOUY].*");
    return letters.length() >= 4 && pronounceable && !SPELLED.contains(letters);
  }

  private static boolean word(MatchResult match, Draft draft) {
    String written = SURPLUS_MARKS.matcher(match.group()).replaceAll("$1").replace('\u2019', '\'');
    String word = Normalizer.normalize(written, Normalizer.Form.NFC);
    if (word.equals("A")) {
      draft.say("a", match.start(), match.end()); // a capital by itself would be spelled
      return true;
    }
    for (String part : CASE_CHANGE.split(cut(word))) {
      if (part.length() <= 3
          && part.length() > 1
          && part.equals(part.toUpperCase(Locale.ROOT))
          && !part.equals(word)) {
        draft.spell(part, match.start(), match.end());
      } else {
        draft.say(part, match.start(), match.end());
      }
    }
    return true;
  }

  private static String cut(String word) {
    return word.codePointCount(0, word.length()) <= MAX_LETTERS
        ? word
        : word.substring(0, word.offsetByCodePoints(0, MAX_LETTERS));
  }
}
