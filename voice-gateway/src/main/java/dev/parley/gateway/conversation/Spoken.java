package dev.parley.gateway.conversation;

import dev.parley.gateway.trace.TurnTrace;
import dev.parley.gateway.trace.TurnTrace.Moment;

/**
 * When the words of a turn were said and known.
 *
 * @param endOfTurn how likely the end of the turn was when it was taken for one
 */
record Spoken(
    long endNanos, long silenceSeenNanos, long turnOverNanos, long knownNanos, double endOfTurn) {
  /** Typed: said and known at once. */
  static Spoken at(long nanos) {
    return new Spoken(nanos, nanos, nanos, nanos, 1);
  }

  TurnTrace on(TurnTrace trace) {
    return trace
        .reached(Moment.SPEECH_END, endNanos)
        .reached(Moment.SILENCE_SEEN, silenceSeenNanos)
        .reached(Moment.TURN_OVER, turnOverNanos)
        .reached(Moment.TRANSCRIBED, knownNanos);
  }
}
