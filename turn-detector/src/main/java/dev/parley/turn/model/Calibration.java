package dev.parley.turn.model;

/** Log odds of an ensemble to a probability that holds on data it was not trained on. */
public record Calibration(float slope, float offset) {
  public static Calibration none() {
    return new Calibration(1, 0);
  }

  public double probability(float score) {
    return 1 / (1 + Math.exp(-(slope * score + offset)));
  }
}
