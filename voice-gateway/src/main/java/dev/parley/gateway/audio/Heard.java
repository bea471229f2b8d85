package dev.parley.gateway.audio;

/**
 * What the caller has heard of an answer.
 *
 * @param text a prefix of the answer's clauses put together; a partly spoken word is not in it
 * @param audioMillis how much of the answer's audio was played
 * @param basis how the prefix was found inside the clause that was being spoken
 */
public record Heard(String text, long audioMillis, Basis basis) {
  /** Where the end of the prefix comes from. */
  public enum Basis {
    /** No clause was cut: nothing to find. */
    WHOLE_CLAUSES,
    /** The engine's word times. */
    WORD_MARKS,
    /** The share of the clause's audio that was played, applied to its characters. */
    ESTIMATE
  }
}
