package dev.parley.gateway.audio;

/**
 * How the bot's voice is paced.
 *
 * @param aheadMillis most that is sent before its time. What is sent can be dropped at the caller's
 *     end but not changed there, so this bounds how late a lowered voice is heard
 * @param capacityMillis most audio that waits here unsent
 */
public record PlayoutSettings(int aheadMillis, int capacityMillis) {
  private static final int CAPACITY_MILLIS = 30_000;

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
    return ahead(200);
  }

  /**
   * For a line with another lead. A phone line takes 120 ms: with 60 ms of voice detection before
   * it, a lowered voice is heard within 200 ms of the caller's onset.
   */
  public static PlayoutSettings ahead(int aheadMillis) {
    return new PlayoutSettings(aheadMillis, CAPACITY_MILLIS);
  }
}
