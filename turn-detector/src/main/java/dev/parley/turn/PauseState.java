package dev.parley.turn;

/**
 * What is known at a moment of a pause.
 *
 * @param text the words of the turn so far; empty when none are known yet
 * @param textAgeMillis how long ago the recogniser gave them
 * @param pauseMillis how long the pause has lasted
 * @param speechMillis how long the caller has spoken in this turn, pauses left out
 * @param expected what the bot asked for
 */
public record PauseState(
    String text, int textAgeMillis, int pauseMillis, int speechMillis, Expected expected) {
  /** What kind of answer the bot's last words ask for. */
  public enum Expected {
    ANYTHING,
    YES_OR_NO,
    /** A telephone, card or booking number: people pause between its groups. */
    NUMBER
  }

  /** The plain case: words that are up to date. */
  public static PauseState of(String text) {
    return new PauseState(text, 0, 0, 0, Expected.ANYTHING);
  }
}
