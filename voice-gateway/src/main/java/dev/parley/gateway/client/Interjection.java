package dev.parley.gateway.client;

/** When a scripted caller speaks into an answer. */
public sealed interface Interjection {
  /** Hears every answer out. */
  record None() implements Interjection {}

  /**
   * Each next recording is said into the answer to the one before, and is to be answered.
   *
   * @param afterMillis since the answer became audible
   */
  record BargeIn(int afterMillis) implements Interjection {}

  /**
   * Every second recording is said into the answer to the one before, and need not be answered: it
   * may be an "mm-hmm". An answer that is over sooner is heard out, and the recording is then a
   * turn like any other.
   *
   * @param afterMillis since the answer became audible
   */
  record Over(int afterMillis) implements Interjection {}
}
