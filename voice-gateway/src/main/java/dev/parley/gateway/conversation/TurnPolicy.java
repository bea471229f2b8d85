package dev.parley.gateway.conversation;

/**
 * The numbers by which turns are taken: what a probability must be for a deed, and how long to wait
 * for it. The only place where they stand.
 *
 * @param yieldAbove from this probability of an interruption on, the bot lowers its voice
 * @param backBelow up to this one, it speaks on at full voice
 * @param commitAbove from this one on, it is silent
 * @param likely decides when a decision can't wait any longer
 * @param longestYieldNanos how long the bot may speak low; a soft yield that lasts a second is
 *     worse than none
 * @param longestHoldNanos how long it may be silent for a sound without words. Some recognisers
 *     give words only at the end of an utterance, so this is longer than most interruptions
 * @param lastWordsNanos a sound that begins in so much of the end of an answer belongs to the next
 *     turn
 * @param sure from this probability on, the end of a turn was no guess; what the caller says after
 *     it is a turn of its own
 * @param unknownEndOfTurn taken while no estimate is there
 * @param speculations how many answers may be begun before the turn is over; 0 = none
 * @param speculateMaxChars longest turn that is speculated on: a long one is seldom over at its
 *     pauses, and dear
 * @param speculateAheadNanos how long before the expected end of the pause the model is asked
 */
public record TurnPolicy(
    double yieldAbove,
    double backBelow,
    double commitAbove,
    double likely,
    long longestYieldNanos,
    long longestHoldNanos,
    long lastWordsNanos,
    double sure,
    double unknownEndOfTurn,
    int speculations,
    int speculateMaxChars,
    long speculateAheadNanos) {

  private static final long MILLI = 1_000_000;

  // Waited from the last voiced sample, by the probability that the turn is over: about what makes
  // the sum of delays and cut-ins least on real calls, if cutting in costs 1.5 s
  // (docs/turn-policy.md).
  // People wait 200 to 500 ms when it is plain; half a second more is felt as slow, 2 s as absent.
  private static final double[] PROBABILITY = {0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0};
  private static final double[] WAIT_MILLIS = {2_600, 2_000, 1_800, 1_200, 600, 400, 350};

  public static TurnPolicy standard() {
    return new TurnPolicy(
        0.35,
        0.2,
        0.8,
        0.5,
        900 * MILLI,
        5_000 * MILLI,
        200 * MILLI,
        0.8,
        0.6,
        3,
        600,
        1_000 * MILLI);
  }

  public TurnPolicy withSpeculations(int most) {
    return new TurnPolicy(
        yieldAbove,
        backBelow,
        commitAbove,
        likely,
        longestYieldNanos,
        longestHoldNanos,
        lastWordsNanos,
        sure,
        unknownEndOfTurn,
        most,
        speculateMaxChars,
        speculateAheadNanos);
  }

  /** How long a pause must be to end the turn; the longer the less likely its end is. */
  public long waitNanos(double endOfTurn) {
    double p = Math.max(0, Math.min(1, endOfTurn));
    int i = 1;
    while (PROBABILITY[i] < p) {
      i++;
    }
    double part = (p - PROBABILITY[i - 1]) / (PROBABILITY[i] - PROBABILITY[i - 1]);
    double millis = WAIT_MILLIS[i - 1] + part * (WAIT_MILLIS[i] - WAIT_MILLIS[i - 1]);
    return Math.round(millis) * MILLI;
  }
}
