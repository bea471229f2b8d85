package dev.parley.adapter;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/** The call and turn that some work of an adapter is for: put on its log lines and spans. */
public final class CallTag {
  static final CallTag UNKNOWN = new CallTag("-", "-", null, null);

  // these come from outside: a log line must stay one line of sane length
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /** The one header there is. */
  private static final TextMapGetter<String> HEADER =
      (traceparent, key) -> key.equals("traceparent") ? traceparent : null;

  private final String call;
  private final String turn;
  private final @Nullable Tracer tracer;
  private final @Nullable Context parent;

  private CallTag(String call, String turn, @Nullable Tracer tracer, @Nullable Context parent) {
    this.call = call;
    this.turn = turn;
    this.tracer = tracer;
    this.parent = parent;
  }

  static CallTag of(
      @Nullable String call,
      @Nullable String turn,
      @Nullable String traceparent,
      @Nullable Tracer tracer) {
    return new CallTag(clean(call), clean(turn), tracer, parent(traceparent, tracer));
  }

  /** Another turn of the same call. */
  public CallTag ofTurn(long other, String traceparent) {
    return new CallTag(call, Long.toString(other), tracer, parent(traceparent, tracer));
  }

  public String call() {
    return call;
  }

  public String turn() {
    return turn;
  }

  /** The line, saying which call and turn it is of. */
  public LoggingEventBuilder on(LoggingEventBuilder line) {
    return line.addKeyValue("call", call).addKeyValue("turn", turn);
  }

  /** Whether anybody wants {@link #span} of this work; while nobody does, don't make one. */
  public boolean isTraced() {
    return tracer != null && parent != null;
  }

  /**
   * A finished piece of work, below the turn it was done for.
   *
   * @param startNanos monotonic
   * @param nowNanos monotonic: the end, which is now
   */
  public void span(HopSpan span, long startNanos, long nowNanos) {
    Tracer on = tracer;
    Context above = parent;
    if (on != null && above != null) {
      span.attribute("parley.call", call);
      if (NUMBER.matcher(turn).matches()) {
        span.attribute("parley.turn", Long.parseLong(turn));
      }
      span.export(on.spanBuilder(span.name()).setParent(above), startNanos, nowNanos);
    }
  }

  private static @Nullable Context parent(@Nullable String traceparent, @Nullable Tracer tracer) {
    if (traceparent == null || tracer == null) {
      return null;
    }
    Context context =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, HEADER);
    return Span.fromContext(context).getSpanContext().isValid() ? context : null;
  }

  private static String clean(@Nullable String id) {
    return id == null || !SANE.matcher(id).matches() ? "-" : id;
  }
}
