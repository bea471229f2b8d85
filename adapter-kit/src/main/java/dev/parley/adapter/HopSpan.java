package dev.parley.adapter;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of a finished piece of work: one owner. Times are what the adapter measured
 * for its answer, so that spans and answers say the same.
 */
public final class HopSpan {
  private static final double NANOS_PER_SECOND = 1e9;

  private final String name;
  private final SpanKind kind;
  private final AttributesBuilder attributes = Attributes.builder();
  private @Nullable String failure;

  public HopSpan(String name, SpanKind kind) {
    this.name = name;
    this.kind = kind;
  }

  String name() {
    return name;
  }

  public HopSpan attribute(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  public HopSpan attribute(String key, long value) {
    attributes.put(key, value);
    return this;
  }

  public HopSpan attribute(String key, boolean value) {
    attributes.put(key, value);
    return this;
  }

  public HopSpan list(String key, String... values) {
    attributes.put(key, values);
    return this;
  }

  /** As everywhere in Parley's figures: the key ends with the unit. */
  public HopSpan seconds(String key, long nanos) {
    attributes.put(key + "_seconds", nanos / NANOS_PER_SECOND);
    return this;
  }

  /** How long it waited for a worker, and how long that worked on it. */
  public HopSpan waitedAndComputed(long queueNanos, long computeNanos) {
    return seconds("parley.queue", queueNanos).seconds("parley.compute", computeNanos);
  }

  /** Nobody wanted it any more. */
  public HopSpan cancelled() {
    return attribute("parley.cancelled", true);
  }

  /**
   * @param type a word or two with few values, such as a gRPC status
   */
  public HopSpan failed(String type) {
    failure = type;
    return attribute("error.type", type);
  }

  void export(SpanBuilder builder, long startNanos, long nowNanos) {
    // the wall clock may be set meanwhile; only its offset is taken from it
    Instant now = Instant.now();
    long end = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    Span span =
        builder
            .setSpanKind(kind)
            .setStartTimestamp(end - (nowNanos - startNanos), TimeUnit.NANOSECONDS)
            .setAllAttributes(attributes.build())
            .startSpan();
    String type = failure;
    if (type != null) {
      span.setStatus(StatusCode.ERROR, type);
    }
    span.end(end, TimeUnit.NANOSECONDS);
  }
}
