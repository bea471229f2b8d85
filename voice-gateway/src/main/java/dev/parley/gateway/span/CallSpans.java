package dev.parley.gateway.span;

import dev.parley.adapter.Tracing;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnTiming;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows the calls that are open, each by a {@link CallTrace} of its own. */
public final class CallSpans implements TraceSink {
  private static final TraceSink NOTHING = new TraceSink() {};

  private final Tracer tracer;
  private final SpanIds.Chosen ids;
  private final Map<String, CallTrace> calls = new ConcurrentHashMap<>();

  private CallSpans(Tracer tracer, SpanIds.Chosen ids) {
    this.tracer = tracer;
    this.ids = ids;
  }

  /** Does nothing at all while no spans are wanted. */
  public static TraceSink of(Tracing tracing) {
    SpanIds.Chosen ids = new SpanIds.Chosen();
    Tracer tracer = tracing.tracer("parley-gateway", ids);
    return tracer == null ? NOTHING : new CallSpans(tracer, ids);
  }

  @Override
  public String traceparent(CallFacts call, @Nullable Long turn) {
    return SpanIds.traceparent(UUID.fromString(call.id()), turn);
  }

  @Override
  public void callOpened(CallFacts call) {
    calls.put(call.id(), new CallTrace(call, tracer, ids));
  }

  @Override
  public void turnHeard(CallFacts call, long turn, long nanos) {
    follow(call, trace -> trace.turnHeard(turn, nanos));
  }

  @Override
  public void turnTimed(CallFacts call, TurnTiming timing) {
    follow(call, trace -> trace.turnTimed(timing));
  }

  @Override
  public void clientTimed(CallFacts call, ClientTiming timing) {
    follow(call, trace -> trace.clientTimed(timing));
  }

  @Override
  public void turnEnded(CallFacts call, TurnRecord turn) {
    follow(call, trace -> trace.turnEnded(turn));
  }

  @Override
  public void overlapEnded(CallFacts call, OverlapRecord overlap) {
    follow(call, trace -> trace.overlapEnded(overlap));
  }

  @Override
  public void trouble(CallFacts call, String code, String message, long nanos) {
    follow(call, trace -> trace.trouble(code, message, nanos));
  }

  @Override
  public void callClosed(CallFacts call, long nanos) {
    CallTrace trace = calls.remove(call.id());
    if (trace != null) {
      trace.closed(nanos);
    }
  }

  private void follow(CallFacts call, Consumer<CallTrace> what) {
    CallTrace trace = calls.get(call.id());
    if (trace != null) {
      what.accept(trace);
    }
  }
}
