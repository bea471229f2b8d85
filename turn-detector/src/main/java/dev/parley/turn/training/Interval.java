package dev.parley.turn.training;

import java.util.Arrays;
import java.util.Locale;

/** 95 % of the resamples lie in it. */
record Interval(double low, double high) {
  static Interval of(double[] resamples) {
    // a resample may lack a class, and then has no figure
    double[] sorted = Arrays.stream(resamples).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return new Interval(Double.NaN, Double.NaN);
    }
    int cut = (int) Math.round(0.025 * sorted.length);
    return new Interval(sorted[cut], sorted[sorted.length - 1 - cut]);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f–%.3f", low, high);
  }
}
