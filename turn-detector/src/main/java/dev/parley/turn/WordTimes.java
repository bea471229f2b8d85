package dev.parley.turn;

/**
 * Where the last words of a turn lie, as far as the recogniser tells; milliseconds.
 *
 * @param lastEnd where the last word ends, in the caller's audio; -1 if that isn't told
 * @param last how long the last word is; 0 if that isn't told
 * @param before how long the one before it is; 0 if that isn't told, or there is none
 */
public record WordTimes(long lastEnd, long last, long before) {
  public static final WordTimes NOT_TOLD = new WordTimes(-1, 0, 0);
}
