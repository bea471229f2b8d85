package dev.parley.gateway.audio;

/**
 * How the bot's voice is paced.
 *
 * @param aheadMillis most that is sent before its time. Phone streams can't pause: what is sent
 *     will be heard, so this bounds how long the bot talks on after a decision to be silent
 * @param capacityMillis most audio that waits here unsent
 */
public record PlayoutSettings(int aheadMillis, int capacityMillis) {
  public PlayoutSettings {
    if (aheadMillis < Pcm.FRAME_MILLIS || capacityMillis < Pcm.FRAME_MILLIS) {
      throw new IllegalArgumentException(
          "expected at least one frame of 20 ms ahead and of capacity, found "
              + aheadMillis
              + " and "
              + capacityMillis);
    }
  }

  public static PlayoutSettings standard() {
    return new PlayoutSettings(200, 30_000);
  }
}
