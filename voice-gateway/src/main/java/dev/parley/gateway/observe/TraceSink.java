package dev.parley.gateway.observe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the trace of calls goes: metrics, spans, history, the dashboard. Called on the calls'
 * contexts, many at a time: must be thread-safe and must not block. All methods do nothing unless
 * overridden.
 */
public interface TraceSink {
  default void callOpened(CallFacts call) {}

  /** A turn of the caller is over and known. */
  default void turnHeard(CallFacts call, long turn, long nanos) {}

  /** The first audio of its answer left for the caller. */
  default void turnTimed(CallFacts call, TurnTiming timing) {}

  /** The caller's end says when the answer was audible there; comes after {@link #turnTimed}. */
  default void clientTimed(CallFacts call, ClientTiming timing) {}

  default void turnEnded(CallFacts call, TurnRecord turn) {}

  default void overlapEnded(CallFacts call, OverlapRecord overlap) {}

  /**
   * Something failed and the call went on.
   *
   * @param code the part that failed, such as speech-to-text
   */
  default void trouble(CallFacts call, String code, String message, long nanos) {}

  default void callClosed(CallFacts call, long nanos) {}

  /**
   * W3C trace context of what this sink makes of a turn, or will make: hops put their own spans
   * below it. Asked before the turn is over, and maybe of one that never comes. null where a sink
   * makes nothing of the kind.
   *
   * @param turn null for the call itself
   */
  default @Nullable String traceparent(CallFacts call, @Nullable Long turn) {
    return null;
  }

  /** All of them, in order. */
  static TraceSink all(TraceSink... sinks) {
    return new TraceSinks(List.of(sinks));
  }
}
