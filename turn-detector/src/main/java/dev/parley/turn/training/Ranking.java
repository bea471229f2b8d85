package dev.parley.turn.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Scores sorted once, so that figures of the whole and of resamples by caller are cheap. */
final class Ranking {
  private static final int RESAMPLES = 300;
  private static final long SEED = 20_260_403;

  private final double[] scores;
  private final boolean[] positive;
  private final int[] caller;
  private final int callers;

  Ranking(double[] unsorted, boolean[] labels, String[] callerNames) {
    Integer[] order = new Integer[unsorted.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(unsorted[a], unsorted[b]));
    scores = new double[order.length];
    positive = new boolean[order.length];
    caller = new int[order.length];
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < order.length; i++) {
      scores[i] = unsorted[order[i]];
      positive[i] = labels[order[i]];
      caller[i] = numbers.computeIfAbsent(callerNames[order[i]], k -> numbers.size());
    }
    callers = numbers.size();
  }

  double auc() {
    return auc(ones());
  }

  /** Share of positives above the threshold that at most {@code share} of the negatives pass. */
  double recallAt(double share) {
    return recallAt(share, ones());
  }

  double f1(double threshold) {
    double hit = 0;
    double stopped = 0;
    double wanted = 0;
    for (int i = 0; i < scores.length; i++) {
      wanted += positive[i] ? 1 : 0;
      if (scores[i] >= threshold) {
        stopped++;
        hit += positive[i] ? 1 : 0;
      }
    }
    return 2 * hit / Math.max(1, wanted + stopped);
  }

  Interval aucInterval() {
    return Interval.of(resampled(this::auc));
  }

  Interval recallInterval(double share) {
    return Interval.of(resampled(w -> recallAt(share, w)));
  }

  private double[] resampled(ToDoubleFunction<int[]> figure) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] figures = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      int[] weights = new int[callers];
      for (int i = 0; i < callers; i++) {
        weights[random.nextInt(callers)]++;
      }
      figures[r] = figure.applyAsDouble(weights);
    }
    return figures;
  }

  private int[] ones() {
    int[] ones = new int[callers];
    Arrays.fill(ones, 1);
    return ones;
  }

  private double auc(int[] weights) {
    double below = 0;
    double won = 0;
    double positives = 0;
    int i = 0;
    while (i < scores.length) {
      double p = 0;
      double n = 0;
      int j = i;
      while (j < scores.length && scores[j] == scores[i]) {
        p += positive[j] ? weights[caller[j]] : 0;
        n += positive[j] ? 0 : weights[caller[j]];
        j++;
      }
      won += p * (below + n / 2);
      below += n;
      positives += p;
      i = j;
    }
    return won / (positives * below);
  }

  private double recallAt(double share, int[] weights) {
    double negatives = 0;
    double positives = 0;
    for (int i = 0; i < scores.length; i++) {
      positives += positive[i] ? weights[caller[i]] : 0;
      negatives += positive[i] ? 0 : weights[caller[i]];
    }
    double passed = 0;
    double found = 0;
    int i = scores.length - 1;
    while (i >= 0) {
      double p = 0;
      double n = 0;
      int j = i;
      while (j >= 0 && scores[j] == scores[i]) {
        p += positive[j] ? weights[caller[j]] : 0;
        n += positive[j] ? 0 : weights[caller[j]];
        j--;
      }
      if (passed + n > share * negatives) {
        break;
      }
      passed += n;
      found += p;
      i = j;
    }
    return found / positives;
  }
}
