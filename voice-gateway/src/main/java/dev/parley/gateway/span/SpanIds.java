package dev.parley.gateway.span;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids of a call's spans, known before there is any span: a turn's hops begin with it long
 * before its times are known. The trace has the id of the call, so that a line of the log leads to
 * it; the ids of the call's and the turns' spans follow from that.
 */
final class SpanIds {
  private static final long CALL = -1;

  private SpanIds() {}

  static String trace(UUID call) {
    return TraceId.fromLongs(call.getMostSignificantBits(), call.getLeastSignificantBits());
  }

  /**
   * @param turn null for the call itself
   */
  static String span(UUID call, @Nullable Long turn) {
    long number = turn == null ? CALL : turn;
    long mixed = mix(mix(call.getLeastSignificantBits()) + mix(number));
    // zero is no id
    return SpanId.fromLong(mixed == 0 ? 1 : mixed);
  }

  static String traceparent(UUID call, @Nullable Long turn) {
    return "00-" + trace(call) + "-" + span(call, turn) + "-01";
  }

  /** SplitMix64's: every bit of the result depends on every bit given. */
  private static long mix(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Gives the next span that this thread starts the ids it is to have, or else random ones. */
  static final class Chosen implements IdGenerator {
    private static final ThreadLocal<@Nullable Ids> NEXT = new ThreadLocal<>();

    private record Ids(String trace, String span) {}

    void next(UUID call, @Nullable Long turn) {
      NEXT.set(new Ids(trace(call), span(call, turn)));
    }

    void none() {
      NEXT.remove();
    }

    @Override
    public String generateSpanId() {
      Ids ids = NEXT.get();
      return ids == null ? IdGenerator.random().generateSpanId() : ids.span();
    }

    @Override
    public String generateTraceId() {
      Ids ids = NEXT.get();
      return ids == null ? IdGenerator.random().generateTraceId() : ids.trace();
    }
  }
}
