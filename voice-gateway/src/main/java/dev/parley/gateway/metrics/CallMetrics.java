package dev.parley.gateway.metrics;

import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnTiming;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what calls tell. What did not happen is not counted: there is no series for it,
 * and no zero in a histogram.
 */
final class CallMetrics implements TraceSink {
  /** Dense where people notice: 300 ms feels prompt, from 1 s on a caller asks "hello?". */
  private static final int[] GAP_MILLIS = {
    100, 200, 300, 400, 500, 600, 700, 800, 1_000, 1_200, 1_500, 2_000, 3_000, 5_000, 10_000
  };

  /** Most segments are a few milliseconds or a few hundred. */
  private static final int[] SEGMENT_MILLIS = {
    1, 2, 5, 10, 20, 50, 100, 150, 200, 300, 400, 500, 700, 1_000, 2_000, 5_000
  };

  /** A yield is due within 200 ms of the onset, a cut within a word or two. */
  private static final int[] BARGE_IN_MILLIS = {
    50, 100, 150, 200, 300, 400, 500, 700, 1_000, 1_500, 2_000, 3_000, 5_000
  };

  private final AtomicInteger live = new AtomicInteger();
  private final MeterProvider<Counter> opened;
  private final MeterProvider<Counter> closed;
  private final MeterProvider<Counter> turns;
  private final MeterProvider<Counter> overlaps;
  private final MeterProvider<Counter> troubles;
  private final MeterProvider<Timer> gap;
  private final MeterProvider<Timer> segment;
  private final MeterProvider<Timer> bargeIn;
  private final MeterProvider<Timer> clientBuffer;
  private final MeterProvider<Timer> clientGap;

  CallMetrics(MeterRegistry registry) {
    Gauge.builder("parley.calls.live", live, AtomicInteger::get)
        .description("Calls that are open now.")
        .register(registry);
    opened = counter(registry, "parley.calls.opened", "Calls that began.");
    closed = counter(registry, "parley.calls.closed", "Calls that are over.");
    turns = counter(registry, "parley.turns", "Turns by what became of the answer; 0 not counted.");
    overlaps =
        counter(registry, "parley.overlaps", "Sounds of callers over the bot, by what they were.");
    troubles =
        counter(registry, "parley.troubles", "Failures that callers were told of, by the part.");
    gap =
        timer(
            registry,
            "parley.turn.gap",
            "From the caller's last sound to the first audio of the answer.",
            GAP_MILLIS);
    segment =
        timer(registry, "parley.turn.segment", "The parts of the gap, by name.", SEGMENT_MILLIS);
    bargeIn =
        timer(
            registry,
            "parley.barge.in",
            "From the onset of a sound over the bot to each step of judging it.",
            BARGE_IN_MILLIS);
    clientBuffer =
        timer(
            registry,
            "parley.client.buffer",
            "From the arrival of an answer at the caller's end to its first audible sample.",
            SEGMENT_MILLIS);
    clientGap =
        timer(registry, "parley.client.gap", "The gap as the caller's end told it.", GAP_MILLIS);
  }

  @Override
  public void callOpened(CallFacts call) {
    live.incrementAndGet();
    opened.withTags("channel", call.channel()).increment();
  }

  @Override
  public void callClosed(CallFacts call, long nanos) {
    live.decrementAndGet();
    closed.withTags("channel", call.channel()).increment();
  }

  @Override
  public void turnTimed(CallFacts call, TurnTiming timing) {
    gap.withTags("channel", call.channel()).record(timing.gapNanos(), TimeUnit.NANOSECONDS);
    timing
        .segments()
        .forEach(
            s ->
                segment
                    .withTags("segment", s.name(), "channel", call.channel())
                    .record(s.nanos(), TimeUnit.NANOSECONDS));
  }

  @Override
  public void clientTimed(CallFacts call, ClientTiming timing) {
    clientBuffer
        .withTags("channel", call.channel())
        .record(timing.bufferNanos(), TimeUnit.NANOSECONDS);
    Long whole = timing.gapNanos();
    if (whole != null) {
      clientGap.withTags("channel", call.channel()).record(whole, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void turnEnded(CallFacts call, TurnRecord turn) {
    if (turn.turn() > 0) {
      String outcome = turn.outcome().name().toLowerCase(Locale.ROOT);
      turns.withTags("outcome", outcome, "channel", call.channel()).increment();
    }
  }

  @Override
  public void overlapEnded(CallFacts call, OverlapRecord overlap) {
    overlaps.withTags("result", overlap.result(), "channel", call.channel()).increment();
    step(call, "yield", overlap.yieldedNanos());
    step(call, "hold", overlap.heldNanos());
    step(call, "cut", overlap.cutNanos());
    step(call, "resume", overlap.wentOnNanos());
  }

  @Override
  public void trouble(CallFacts call, String code, String message, long nanos) {
    troubles.withTags("code", code, "channel", call.channel()).increment();
  }

  private void step(CallFacts call, String step, @Nullable Long sinceOnset) {
    if (sinceOnset != null) {
      bargeIn
          .withTags("step", step, "channel", call.channel())
          .record(sinceOnset, TimeUnit.NANOSECONDS);
    }
  }

  private static MeterProvider<Counter> counter(MeterRegistry registry, String name, String what) {
    return Counter.builder(name).description(what).withRegistry(registry);
  }

  private static MeterProvider<Timer> timer(
      MeterRegistry registry, String name, String what, int[] millis) {
    Duration[] buckets =
        Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    return Timer.builder(name)
        .description(what)
        .serviceLevelObjectives(buckets)
        .withRegistry(registry);
  }
}
