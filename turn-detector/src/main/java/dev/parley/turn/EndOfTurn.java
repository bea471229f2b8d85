package dev.parley.turn;

/** How long a pause must be to end the caller's turn. */
@FunctionalInterface
public interface EndOfTurn {
  /**
   * Asked when a pause begins and again when more is known.
   *
   * @return milliseconds of silence, counted from the end of the last voiced frame, after which the
   *     turn is over
   */
  int waitMillis(PauseState pause);
}
