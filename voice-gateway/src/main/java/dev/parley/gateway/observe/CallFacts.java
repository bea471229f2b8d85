package dev.parley.gateway.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of a call from its beginning.
 *
 * @param channel the kind of line: browser, or a telephone protocol
 * @param client what the caller's end calls itself
 * @param engines by hop (stt, llm, tts): the engine's name
 * @param openedAt on the wall clock; all other times of the call are counted from it, so that a
 *     jump of that clock changes nothing
 * @param openedNanos the same moment, monotonic
 */
public record CallFacts(
    String id,
    String channel,
    String client,
    String language,
    Map<String, String> engines,
    Instant openedAt,
    long openedNanos) {
  public CallFacts {
    engines = Map.copyOf(engines);
  }

  /** A monotonic moment of this call, on the wall clock of its beginning. */
  public Instant at(long nanos) {
    return openedAt.plus(Duration.ofNanos(nanos - openedNanos));
  }
}
