package dev.parley.gateway.history;

import dev.parley.gateway.observe.CallFacts;
import java.time.Instant;
import java.util.Map;

/**
 * A failure in a call that went on, as it is kept and shown.
 *
 * @param code the part that failed
 */
public record TroubleEntry(
    String call,
    String channel,
    Map<String, String> engines,
    Instant at,
    String code,
    String message) {
  private static final int MESSAGE_CHARS = 1_000;

  public TroubleEntry {
    engines = Map.copyOf(engines);
  }

  public static TroubleEntry of(CallFacts call, String code, String message, long nanos) {
    return new TroubleEntry(
        call.id(),
        call.channel(),
        call.engines(),
        Shortened.time(call.at(nanos)),
        code,
        Shortened.text(message, MESSAGE_CHARS));
  }
}
