package dev.parley.llm.openai;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which server, and how patient to be with it.
 *
 * @param base address before {@code /chat/completions}
 * @param key sent as bearer token; null = none
 * @param firstToken all attempts together
 * @param idle between two tokens
 * @param attempts before the first token
 * @param retryAfterMax longest pause before another attempt
 * @param reason why this engine was chosen, for people
 */
public record OpenAiOptions(
    URI base,
    String model,
    @Nullable String key,
    Duration connect,
    Duration firstToken,
    Duration idle,
    int attempts,
    Duration retryAfterMax,
    String reason) {

  /** Without the key: records are printed where nobody expects it. */
  @Override
  public String toString() {
    return "OpenAiOptions[" + base + ", " + model + (key == null ? ", no key]" : ", with a key]");
  }
}
