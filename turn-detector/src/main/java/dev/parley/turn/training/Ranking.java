package dev.parley.turn.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Scores sorted once, so that figures of the whole and of resamples by caller are cheap. */
final class Ranking {
  private static final int RESAMPLES = 300;
  private static final long SEED = 20_260_403;
  private static final double CURVE_STEP = 0.005;
  private static final int RELIABILITY_BINS = 10;
  // a share of fewer rows tells nothing
  private static final int LEAST_IN_BIN = 20;

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

  /** Share of the negatives that pass, and share of the positives that do, by threshold. */
  List<Point> curve() {
    double positives = 0;
    for (boolean p : positive) {
      positives += p ? 1 : 0;
    }
    double negatives = scores.length - positives;
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    double passed = 0;
    double found = 0;
    for (int i = scores.length - 1; i >= 0; i--) {
      passed += positive[i] ? 0 : 1;
      found += positive[i] ? 1 : 0;
      Point before = points.getLast();
      boolean isLast = i == 0;
      boolean differs = isLast || scores[i - 1] != scores[i];
      double x = passed / negatives;
      double y = found / positives;
      boolean isFar = x - before.x() >= CURVE_STEP || y - before.y() >= CURVE_STEP;
      if (isLast || (differs && isFar)) {
        points.add(new Point(x, y));
      }
    }
    return points;
  }

  /** Mean score and share of positives of the rows in each tenth of the scores. */
  List<Point> reliability() {
    List<Point> points = new ArrayList<>();
    int i = 0;
    for (int bin = 1; bin <= RELIABILITY_BINS; bin++) {
      double sum = 0;
      double positives = 0;
      int n = 0;
      boolean isLast = bin == RELIABILITY_BINS;
      while (i < scores.length && (isLast || scores[i] < bin / (double) RELIABILITY_BINS)) {
        sum += scores[i];
        positives += positive[i] ? 1 : 0;
        n++;
        i++;
      }
      if (n >= LEAST_IN_BIN) {
        points.add(new Point(sum / n, positives / n));
      }
    }
    return points;
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
