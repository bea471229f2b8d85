package dev.parley.turn.model;

/**
 * What this caller's sounds over the other's speech have been like in this call: how long they
 * usually last, and how often one was long. Mutable, one owner.
 */
public final class Habit {
  // typical of two-party calls; believed as much as three sounds of this caller
  private static final double USUAL_SECONDS = 0.5;
  private static final double USUAL_LONG_SHARE = 0.35;
  private static final double WEIGHT = 3;
  private static final double LONG_SECONDS = 0.9;
  private static final double LONGEST_COUNTED = 1;

  private double seconds = USUAL_SECONDS * WEIGHT;
  private double longs = USUAL_LONG_SHARE * WEIGHT;
  private double count = WEIGHT;
  private double lastOnset = Double.NEGATIVE_INFINITY;

  /** A sound over the other's speech has ended. */
  public void sounded(double onsetSeconds, double lengthSeconds) {
    seconds += Math.min(lengthSeconds, LONGEST_COUNTED);
    longs += lengthSeconds >= LONG_SECONDS ? 1 : 0;
    count++;
    lastOnset = onsetSeconds;
  }

  public float usualSeconds() {
    return (float) (seconds / count);
  }

  public float longShare() {
    return (float) (longs / count);
  }

  /** How long ago the last such sound began, at most 60 s. */
  public float sinceLast(double nowSeconds) {
    return (float) Math.min(60, nowSeconds - lastOnset);
  }
}
