package dev.parley.turn.model;

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
  // content words over somebody who is asking: 283 of 325, 380 of 398
  private static final float ANSWER = 0.85f;
  private static final int AMONG_FIRST = 4;

  private static final long NO_HASH = Tokens.hashOf("no");
  private static final int SAYS_LITTLE =
      Lexicon.ACKNOWLEDGEMENT | Lexicon.FILLER | Lexicon.COURTESY;

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
      if (botAsks && (classes & SAYS_LITTLE) == 0) {
        least = ANSWER;
      }
    }
    return least;
  }

  private static boolean isSentenceEnd(char c) {
    return c == '.' || c == '!' || c == '?';
  }
}
