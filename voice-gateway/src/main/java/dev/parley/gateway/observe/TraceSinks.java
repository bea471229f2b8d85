package dev.parley.gateway.observe;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several; one that fails harms neither the others nor the call. */
final class TraceSinks implements TraceSink {
  private static final Logger LOG = LoggerFactory.getLogger(TraceSinks.class);

  private final List<TraceSink> sinks;

  TraceSinks(List<TraceSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  @Override
  public void callOpened(CallFacts call) {
    tell(s -> s.callOpened(call));
  }

  @Override
  public void turnHeard(CallFacts call, long turn, long nanos) {
    tell(s -> s.turnHeard(call, turn, nanos));
  }

  @Override
  public void turnTimed(CallFacts call, TurnTiming timing) {
    tell(s -> s.turnTimed(call, timing));
  }

  @Override
  public void clientTimed(CallFacts call, ClientTiming timing) {
    tell(s -> s.clientTimed(call, timing));
  }

  @Override
  public void turnEnded(CallFacts call, TurnRecord turn) {
    tell(s -> s.turnEnded(call, turn));
  }

  @Override
  public void overlapEnded(CallFacts call, OverlapRecord overlap) {
    tell(s -> s.overlapEnded(call, overlap));
  }

  @Override
  public void trouble(CallFacts call, String code, String message, long nanos) {
    tell(s -> s.trouble(call, code, message, nanos));
  }

  @Override
  public void callClosed(CallFacts call, long nanos) {
    tell(s -> s.callClosed(call, nanos));
  }

  /** The first there is. */
  @Override
  public @Nullable String traceparent(CallFacts call, @Nullable Long turn) {
    for (TraceSink sink : sinks) {
      try {
        String context = sink.traceparent(call, turn);
        if (context != null) {
          return context;
        }
      } catch (RuntimeException e) {
        LOG.warn("a trace sink failed", e);
      }
    }
    return null;
  }

  private void tell(Consumer<TraceSink> what) {
    for (TraceSink sink : sinks) {
      try {
        what.accept(sink);
      } catch (RuntimeException e) {
        LOG.warn("a trace sink failed", e);
      }
    }
  }
}
