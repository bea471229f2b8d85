package dev.parley.gateway.observe;

import dev.parley.gateway.conversation.Command.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A sound of the caller over the bot, from its onset to what was made of it. Times are nanoseconds
 * since the onset; absent for what did not happen.
 *
 * @param turn of the answer that was sounded over
 * @param yieldedNanos the voice was lowered
 * @param heldNanos it fell silent to hear the words
 * @param wentOnNanos it was back at full voice
 * @param cutNanos the answer was cut
 * @param interruption whether it took the floor in the end
 * @param probability of an interruption, at the end
 */
public record OverlapRecord(
    long turn,
    long onsetNanos,
    @Nullable Long yieldedNanos,
    @Nullable Long heldNanos,
    @Nullable Long wentOnNanos,
    @Nullable Long cutNanos,
    boolean interruption,
    double probability) {

  /**
   * In a word: {@code interruption}, {@code false_yield} (lowered for nothing), {@code ignored}.
   */
  public String result() {
    if (interruption) {
      return "interruption";
    }
    return yieldedNanos == null ? "ignored" : "false_yield";
  }

  static OverlapRecord began(long turn, long onsetNanos) {
    return new OverlapRecord(turn, onsetNanos, null, null, null, null, false, 0);
  }

  /** The first yield and the first hold count, and the last return to full voice. */
  OverlapRecord judged(Verdict verdict, long since, double p) {
    boolean yields = verdict == Verdict.YIELDED && yieldedNanos == null;
    boolean holds = verdict == Verdict.HELD && heldNanos == null;
    boolean cuts = verdict == Verdict.TOOK_FLOOR;
    return new OverlapRecord(
        turn,
        onsetNanos,
        yields ? Long.valueOf(since) : yieldedNanos,
        holds ? Long.valueOf(since) : heldNanos,
        verdict == Verdict.WENT_ON ? Long.valueOf(since) : wentOnNanos,
        cuts ? Long.valueOf(since) : cutNanos,
        cuts,
        p);
  }
}
