package dev.parley.gateway.evaluate;

import java.util.OptionalDouble;

/**
 * What became of one recording.
 *
 * @param heard the final transcript; empty when nothing was understood
 * @param verdict of the engine, or {@link Outcome#FAILED} when there was no final at all
 * @param detail the engine's untrusted guess, or why it failed
 * @param audioMillis that were streamed
 * @param computeMicros of all partials and the final
 * @param firstPartialMillis from the beginning of the voice; empty when there was no partial
 * @param finalMillis from the end of the voice; empty when there was no final
 */
public record SampleResult(
    Sample sample,
    String heard,
    Outcome verdict,
    String detail,
    double audioMillis,
    long computeMicros,
    OptionalDouble firstPartialMillis,
    OptionalDouble finalMillis) {
  /** What the engine made of it. */
  public enum Outcome {
    UNDERSTOOD,
    NOT_UNDERSTOOD,
    NO_SPEECH,
    FAILED
  }

  public WordErrors errors() {
    return WordErrors.between(sample.text(), heard);
  }
}
