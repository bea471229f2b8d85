package dev.parley.turn.model;

/**
 * How long a caller pauses inside a turn, learned in the call and bounded: nobody waits longer than
 * the bound for a slow speaker. Mutable, one owner.
 */
public final class Pace {
  private static final double SHORTEST = 0.3;
  private static final double LONGEST = 1.2;
  // the mean of pauses inside turns of two-party calls, believed as much as eight pauses of this
  // caller
  private static final double USUAL = 0.55;
  private static final double USUAL_WEIGHT = 8;
  private static final double LONGEST_COUNTED = 2;

  private double sum = USUAL * USUAL_WEIGHT;
  private double count = USUAL_WEIGHT;

  /** A pause that the caller ended by going on. */
  public void paused(double seconds) {
    sum += Math.min(seconds, LONGEST_COUNTED);
    count++;
  }

  /** Seconds. */
  public float usualPause() {
    return (float) Math.max(SHORTEST, Math.min(LONGEST, sum / count));
  }
}
