package dev.parley.gateway.evaluate;

import java.util.Collection;
import java.util.Optional;

/** Median and 95th percentile, each the value of a measurement that happened (nearest rank). */
public record Percentiles(double p50, double p95) {
  /** Empty when nothing was measured: an unknown figure is absent, not 0. */
  public static Optional<Percentiles> of(Collection<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Optional.of(new Percentiles(rank(sorted, 0.50), rank(sorted, 0.95)));
  }

  private static double rank(double[] sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
  }
}
