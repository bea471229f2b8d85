package dev.parley.turn;

/**
 * When sound becomes speech, and when speech is over.
 *
 * @param startFrames voiced frames that start speech
 * @param startWindowFrames within so many frames
 * @param endFrames frames without speech that end it
 * @param minimumDbfs quieter frames are never speech
 */
public record VadSettings(
    int startFrames, int startWindowFrames, int endFrames, double minimumDbfs) {
  public VadSettings {
    if (startFrames < 1 || startWindowFrames < startFrames || startWindowFrames > 32) {
      throw new IllegalArgumentException(
          "expected 1 <= startFrames <= startWindowFrames <= 32, found "
              + startFrames
              + " of "
              + startWindowFrames);
    }
    if (endFrames < 1) {
      throw new IllegalArgumentException("expected endFrames >= 1, found " + endFrames);
    }
  }

  public static VadSettings standard() {
    return new VadSettings(3, 4, 10, -55);
  }
}
