package dev.parley.turn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * End of turn by silence, adapted to the words: short when they sound complete, long when they
 * plainly are not. For English; text of other languages gets the wait between unless its
 * punctuation tells.
 *
 * @param shortMillis when the words are complete
 * @param middleMillis when nothing tells
 * @param longMillis when the words ask for more: "and", "um", "to the"
 */
public record SilenceRule(int shortMillis, int middleMillis, int longMillis) implements EndOfTurn {
  // older words were recognised before the last stretch of speech was
  private static final int STALE_MILLIS = 1_000;
  private static final int QUESTION_WORDS = 4;
  private static final int SHORT_ANSWER_WORDS = 3;

  /** Words that are followed by others. */
  private static final Set<String> UNFINISHED =
      Set.of(
          "a", "an", "the", "my", "your", "our", "their", "his", "its", "some", "any", "every",
          "and", "or", "but", "because", "so", "if", "when", "while", "than", "then", "that",
          "which", "whose", "to", "of", "for", "from", "with", "without", "at", "by", "into",
          "between", "about", "until", "till", "through", "is", "are", "was", "were", "am", "be",
          "i'm", "i'd", "i'll", "we're", "we'd", "it's", "there's", "can", "could", "would", "will",
          "should", "want", "need", "like", "i", "we", "very", "really", "um", "uh", "uhm", "er",
          "erm", "hmm", "mm", "well", "let's", "maybe", "also", "plus");

  /**
   * "like to" asks for more, "I'd like that" doesn't: these end a thought although they're listed.
   */
  private static final List<String> FINISHED_PHRASES =
      List.of(
          "that's it",
          "that is it",
          "what is that",
          "what's that",
          "yes i am",
          "yes i can",
          "yes i will",
          "yes i would",
          "no i am",
          "if i can",
          "i think so",
          "if you like",
          "as you like",
          "where it is",
          "what it is",
          "who i am",
          "as well");

  private static final List<String> CLOSINGS =
      List.of("please", "thank you", "thanks", "that's all", "that is all", "goodbye", "bye");

  private static final Set<String> ANSWERS =
      Set.of(
          "yes",
          "yeah",
          "yep",
          "yup",
          "no",
          "nope",
          "sure",
          "okay",
          "ok",
          "right",
          "correct",
          "exactly",
          "absolutely");

  private static final Set<String> QUESTION_STARTS =
      Set.of(
          "what", "what's", "when", "where", "where's", "who", "why", "how", "which", "is", "are",
          "do", "does", "did", "can", "could", "would", "will", "may", "have", "has");

  public static SilenceRule standard() {
    return new SilenceRule(400, 600, 1_200);
  }

  @Override
  public int waitMillis(PauseState pause) {
    String text = pause.text().strip().toLowerCase(Locale.ROOT).replace('’', '\'');
    if (text.isEmpty() || pause.textAgeMillis() > pause.pauseMillis() + STALE_MILLIS) {
      return middleMillis;
    }
    if (text.endsWith("...") || text.endsWith("…") || text.endsWith(",") || text.endsWith("-")) {
      return longMillis;
    }
    if (text.endsWith("?") || text.endsWith("!")) {
      return shortMillis;
    }
    String[] words = text.replaceAll("[^\\p{L}\\p{N}' ]+", " ").strip().split("\\s+");
    String plain = String.join(" ", words);
    if (endsWithAny(plain, CLOSINGS) || isAnswer(words, pause.expected())) {
      return shortMillis;
    }
    boolean finished = endsWithAny(plain, FINISHED_PHRASES);
    if (!finished && UNFINISHED.contains(words[words.length - 1])) {
      return longMillis;
    }
    if (pause.expected() == PauseState.Expected.NUMBER) {
      return longMillis;
    }
    boolean question = QUESTION_STARTS.contains(words[0]) && words.length >= QUESTION_WORDS;
    return finished || question || text.endsWith(".") ? shortMillis : middleMillis;
  }

  private static boolean isAnswer(String[] words, PauseState.Expected expected) {
    return expected == PauseState.Expected.YES_OR_NO
        && words.length <= SHORT_ANSWER_WORDS
        && Arrays.stream(words).anyMatch(ANSWERS::contains)
        && !UNFINISHED.contains(words[words.length - 1]);
  }

  private static boolean endsWithAny(String text, List<String> endings) {
    return endings.stream().anyMatch(e -> text.equals(e) || text.endsWith(" " + e));
  }
}
