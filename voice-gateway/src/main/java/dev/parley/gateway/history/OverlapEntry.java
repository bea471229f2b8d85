package dev.parley.gateway.history;

import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.OverlapRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sound of the caller over the bot as it is kept and shown. Durations are milliseconds from its
 * onset; null for what did not happen.
 *
 * @param at its onset
 * @param result interruption, false_yield, or ignored
 */
public record OverlapEntry(
    String call,
    long turn,
    String channel,
    Map<String, String> engines,
    Instant at,
    @Nullable Double yieldMs,
    @Nullable Double holdMs,
    @Nullable Double resumeMs,
    @Nullable Double cutMs,
    String result,
    double probability) {
  public OverlapEntry {
    engines = Map.copyOf(engines);
  }

  public static OverlapEntry of(CallFacts call, OverlapRecord overlap) {
    return new OverlapEntry(
        call.id(),
        overlap.turn(),
        call.channel(),
        call.engines(),
        Shortened.time(call.at(overlap.onsetNanos())),
        Shortened.millis(overlap.yieldedNanos()),
        Shortened.millis(overlap.heldNanos()),
        Shortened.millis(overlap.wentOnNanos()),
        Shortened.millis(overlap.cutNanos()),
        result(overlap),
        overlap.probability());
  }

  private static String result(OverlapRecord overlap) {
    if (overlap.interruption()) {
      return "interruption";
    }
    return overlap.yieldedNanos() == null ? "ignored" : "false_yield";
  }
}
