package dev.parley.gateway.observe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a turn up to now; what is not yet, or never will be, is null.
 *
 * @param heardNanos when the turn was over and known, monotonic
 * @param end what became of it; null while it is under way
 */
public record TurnSoFar(
    CallFacts call,
    long turn,
    @Nullable Long heardNanos,
    @Nullable TurnTiming timing,
    @Nullable ClientTiming client,
    @Nullable TurnRecord end) {

  static TurnSoFar began(CallFacts call, long turn) {
    return new TurnSoFar(call, turn, null, null, null, null);
  }

  TurnSoFar heard(long nanos) {
    return new TurnSoFar(call, turn, nanos, timing, client, end);
  }

  TurnSoFar timed(TurnTiming t) {
    return new TurnSoFar(call, turn, heardNanos, t, client, end);
  }

  TurnSoFar clientTimed(ClientTiming c) {
    return new TurnSoFar(call, turn, heardNanos, timing, c, end);
  }

  TurnSoFar ended(TurnRecord record) {
    return new TurnSoFar(
        call,
        turn,
        heardNanos == null ? record.heardNanos() : heardNanos,
        timing == null ? record.timing() : timing,
        client,
        record);
  }

  public @Nullable Instant heardAt() {
    return heardNanos == null ? null : call.at(heardNanos);
  }

  /** The earliest moment known of it. */
  public Instant at() {
    if (heardNanos != null) {
      return call.at(heardNanos);
    }
    if (timing != null) {
      return call.at(timing.audibleNanos());
    }
    return end == null ? call.openedAt() : call.at(end.endNanos());
  }
}
