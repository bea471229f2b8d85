package dev.parley.turn;

/**
 * The last stretch of the caller's audio, so that the recogniser also gets what was said before
 * speech was noticed; one owner.
 */
public final class PreRoll {
  private final short[] ring;
  private int next;
  private int filled;

  public PreRoll(int millis) {
    ring = new short[millis * (Frame.RATE_HZ / 1000)];
  }

  /** 300 ms: speech is noticed 60 to 80 ms late, and soft beginnings up to 200 ms earlier. */
  public static PreRoll standard() {
    return new PreRoll(300);
  }

  public void add(short[] pcm, int offset, int length) {
    int kept = Math.min(length, ring.length);
    int from = offset + length - kept;
    int first = Math.min(kept, ring.length - next);
    System.arraycopy(pcm, from, ring, next, first);
    System.arraycopy(pcm, from + first, ring, 0, kept - first);
    next = ring.length == 0 ? 0 : (next + kept) % ring.length;
    filled = Math.min(ring.length, filled + kept);
  }

  /** What is there, oldest first. */
  public short[] samples() {
    short[] samples = new short[filled];
    int start = filled < ring.length ? 0 : next;
    int first = Math.min(filled, ring.length - start);
    System.arraycopy(ring, start, samples, 0, first);
    System.arraycopy(ring, 0, samples, first, filled - first);
    return samples;
  }

  public void clear() {
    next = 0;
    filled = 0;
  }
}
