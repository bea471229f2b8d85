package dev.parley.turn.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Words that claim the turn whatever the model thinks: rules for what the corpora have too rarely,
 * or do not tell. Mutable, one owner.
 *
 * <p>The figures are shares of interruptions among interruptions and backchannels of the meetings
 * (ICSI) and calls (Switchboard).
 */
public final class ClaimRules {
  // people say "stop" and "wait" to machines, hardly ever to each other: 26 of 26, 14 of 14
  private static final float STOP = 0.95f;
  // 74 of 91, 157 of 225
  private static final float NO = 0.8f;
  // words of content over somebody who is asking: 124 of 136, 109 of 112
  private static final float ANSWER = 0.85f;
  private static final int AMONG_FIRST = 4;

  private static final long NO_HASH = Tokens.hashOf("no");
  private static final int CLASSES_OF_CONTENT = Lexicon.NUMBER | Lexicon.NEGATION;
  // recognisers make letters of "mm-hmm"
  private static final long[] LETTERS =
      IntStream.rangeClosed('a', 'z')
          .mapToLong(c -> Tokens.hashOf(String.valueOf((char) c)))
          .sorted()
          .toArray();

  private final Tokens sentence = new Tokens();
  private boolean botAsks;

  /** What has been heard of the bot's answer. */
  public void botSaid(CharSequence answerSoFar) {
    int end = answerSoFar.length();
    while (end > 0 && answerSoFar.charAt(end - 1) == ' ') {
      end--;
    }
    if (end > 0 && answerSoFar.charAt(end - 1) == '?') {
      botAsks = true;
      return;
    }
    int start = Math.max(0, end - 1);
    while (start > 0 && !isSentenceEnd(answerSoFar.charAt(start - 1))) {
      start--;
    }
    sentence.set(answerSoFar.subSequence(start, end), 0);
    botAsks = (Lexicon.classes(sentence.first(0)) & Lexicon.QUESTION) != 0;
  }

  /** P(interruption) is at least this; 0 where the words say nothing. */
  public float leastClaim(Tokens said) {
    float least = said.first(0) == NO_HASH ? NO : 0;
    for (int i = 0; i < Math.min(AMONG_FIRST, said.count()); i++) {
      int classes = Lexicon.classes(said.first(i));
      if ((classes & Lexicon.STOP) != 0) {
        return STOP;
      }
      if (botAsks && isContent(said.first(i), classes)) {
        least = ANSWER;
      }
    }
    return least;
  }

  private static boolean isContent(long word, int classes) {
    return (classes & ~CLASSES_OF_CONTENT) == 0 && Arrays.binarySearch(LETTERS, word) < 0;
  }

  private static boolean isSentenceEnd(char c) {
    return c == '.' || c == '!' || c == '?';
  }
}
