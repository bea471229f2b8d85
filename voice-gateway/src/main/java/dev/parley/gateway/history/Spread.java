package dev.parley.gateway.history;

import java.util.ArrayList;
import java.util.List;

/**
 * How a figure is spread: each percentile is the smallest value that so many reached (nearest
 * rank). Below 100 ms values are known to 0.1 ms, above to 1 ms; the greatest exactly.
 */
public record Spread(long n, double p50, double p90, double p99, double max) {

  /** Takes how often each value was seen, in rising order. One owner. */
  static final class Builder {
    private final List<Double> values = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private long n;
    private double max;

    void add(double value, long count, double greatest) {
      values.add(value);
      counts.add(count);
      n += count;
      max = Math.max(max, greatest);
    }

    /** Of at least one value. */
    Spread build() {
      // rounding must not put a percentile above the greatest value
      return new Spread(n, atRank(.5), atRank(.9), atRank(.99), max);
    }

    private double atRank(double share) {
      long rank = Math.max(1, (long) Math.ceil(share * n));
      long seen = 0;
      for (int i = 0; i < counts.size(); i++) {
        seen += counts.get(i);
        if (seen >= rank) {
          return Math.min(values.get(i), max);
        }
      }
      throw new IllegalStateException("no value was added");
    }
  }
}
