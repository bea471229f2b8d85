package dev.parley.gateway.metrics;

import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnTiming;
import dev.parley.gateway.trace.TurnTrace.Segment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Meters of calls, turns and overlaps. Tags come from closed sets (kind of line, hop and engine,
 * segment, outcome, code), never from a call. Thread-safe; nothing blocks.
 */
public final class CallMetrics implements TraceSink {
  private static final String CHANNEL = "channel";

  /** Finer where people notice: 0.2 s is quick, 2 s is absent. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(150),
    Duration.ofMillis(200),
    Duration.ofMillis(300),
    Duration.ofMillis(400),
    Duration.ofMillis(500),
    Duration.ofMillis(600),
    Duration.ofMillis(800),
    Duration.ofMillis(1_000),
    Duration.ofMillis(1_500),
    Duration.ofMillis(2_000),
    Duration.ofMillis(3_000),
    Duration.ofMillis(5_000),
    Duration.ofMillis(10_000)
  };

  private final MeterRegistry registry;
  private final AtomicInteger live = new AtomicInteger();

  public CallMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("parley.calls.live", live, AtomicInteger::get)
        .description("Calls going on")
        .register(registry);
  }

  @Override
  public void callOpened(CallFacts call) {
    live.incrementAndGet();
    count("parley.calls", "Calls opened", CHANNEL, call.channel());
    for (Map.Entry<String, String> engine : call.engines().entrySet()) {
      count(
          "parley.calls.by.engine",
          "Calls opened, by what their hops run on",
          "hop",
          engine.getKey(),
          "engine",
          engine.getValue());
    }
  }

  @Override
  public void turnTimed(CallFacts call, TurnTiming timing) {
    time(
        "parley.turn.gap",
        "From the caller's last sound to the first audio of the answer",
        timing.gapNanos(),
        CHANNEL,
        call.channel());
    for (Segment segment : timing.segments()) {
      time(
          "parley.turn.segment",
          "Parts of the gap, which follow each other and sum to it",
          segment.nanos(),
          "segment",
          segment.name(),
          CHANNEL,
          call.channel());
    }
  }

  @Override
  public void clientTimed(CallFacts call, ClientTiming timing) {
    time(
        "parley.client.buffer",
        "From the arrival of an answer's first audio at the caller's end until it was audible",
        timing.bufferNanos(),
        CHANNEL,
        call.channel());
    timeIfKnown(
        "parley.client.gap",
        "The gap as the caller's end measured it",
        timing.gapNanos(),
        CHANNEL,
        call.channel());
  }

  @Override
  public void turnEnded(CallFacts call, TurnRecord turn) {
    count(
        "parley.turns",
        "Answers that are over",
        "outcome",
        turn.outcome().name().toLowerCase(Locale.ROOT),
        CHANNEL,
        call.channel());
    if (turn.heardNanos() != null && !turn.understood()) {
      count("parley.turns.not.understood", "Turns without a word", CHANNEL, call.channel());
    }
  }

  @Override
  public void overlapEnded(CallFacts call, OverlapRecord overlap) {
    String was = overlap.interruption() ? "interruption" : "passed over";
    count("parley.overlaps", "Sounds of callers over the bot", "was", was);
    overlapTime("yield", "until the bot lowered its voice", overlap.yieldedNanos());
    overlapTime("hold", "until it fell silent to hear the words", overlap.heldNanos());
    overlapTime("cut", "until its answer was cut", overlap.cutNanos());
    if (!overlap.interruption()) {
      overlapTime("back", "until it was back at full voice", overlap.wentOnNanos());
    }
  }

  private void overlapTime(String to, String description, @Nullable Long nanos) {
    timeIfKnown(
        "parley.overlap." + to, "From the onset of a sound over the bot " + description, nanos);
  }

  @Override
  public void trouble(CallFacts call, String code, String message, long nanos) {
    count("parley.troubles", "What failed in calls that went on", "code", code);
  }

  @Override
  public void callClosed(CallFacts call, long nanos) {
    live.decrementAndGet();
    registry
        .timer("parley.call.length", CHANNEL, call.channel())
        .record(Duration.ofNanos(nanos - call.openedNanos()));
  }

  private void timeIfKnown(String name, String description, @Nullable Long nanos, String... tags) {
    if (nanos != null) {
      time(name, description, nanos, tags);
    }
  }

  private void time(String name, String description, long nanos, String... tags) {
    Timer.builder(name)
        .description(description)
        .tags(tags)
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }

  private void count(String name, String description, String... tags) {
    Counter.builder(name).description(description).tags(tags).register(registry).increment();
  }
}
