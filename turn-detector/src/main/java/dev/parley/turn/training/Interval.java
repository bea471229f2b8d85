package dev.parley.turn.training;

import java.util.Arrays;
import java.util.Locale;

/** 95 % of the resamples lie in it. */
record Interval(double low, double high) {
  static Interval of(double[] resamples) {
    double[] sorted = resamples.clone();
    Arrays.sort(sorted);
    int cut = (int) Math.round(0.025 * sorted.length);
    return new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f–%.3f", low, high);
  }
}
