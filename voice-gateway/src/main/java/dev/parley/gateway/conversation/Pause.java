package dev.parley.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A pause of the caller.
 *
 * @param endNanos the last voiced sample
 * @param seenNanos when the voice was known to have ended
 * @param endOfTurn how likely it is that the turn is over
 * @param result the final of the words before it, when it is there
 * @param overNanos when it had been long enough to end the turn; null = not yet
 */
record Pause(
    long endNanos,
    long seenNanos,
    double endOfTurn,
    Event.@Nullable Final result,
    @Nullable Long overNanos) {

  Pause likely(double estimate) {
    return new Pause(endNanos, seenNanos, estimate, result, overNanos);
  }

  Pause known(Event.Final words) {
    return new Pause(endNanos, seenNanos, endOfTurn, words, overNanos);
  }

  Pause over(long nanos) {
    return new Pause(endNanos, seenNanos, endOfTurn, result, nanos);
  }
}
