package dev.parley.gateway.client;

import java.util.OptionalInt;

/**
 * What the bot did when a recording was said into its answer. Times are heard at the caller's end
 * and count from the moment the recording's voice began; a frame of the microphone is sent when its
 * 20 ms are over.
 *
 * @param recording index
 * @param turn whose answer was spoken into
 * @param loweredMillis until the bot's voice was lowered; empty when it was not, or by the gateway
 * @param silentMillis until the bot was silent; only of an answer that was cut
 */
public record Overlap(
    int recording,
    long turn,
    Outcome outcome,
    OptionalInt loweredMillis,
    OptionalInt silentMillis) {
  /** What became of the answer. */
  public enum Outcome {
    CUT,
    WENT_ON
  }
}
