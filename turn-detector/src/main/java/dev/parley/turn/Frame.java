package dev.parley.turn;

/** The unit of the caller's audio: 20 ms at 16 kHz, mono, 16 bit. */
public final class Frame {
  public static final int RATE_HZ = 16_000;
  public static final int MILLIS = 20;
  public static final int SAMPLES = RATE_HZ / 1000 * MILLIS;

  private Frame() {}
}
