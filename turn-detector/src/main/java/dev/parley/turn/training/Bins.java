package dev.parley.turn.training;

import java.util.Arrays;

/** Thresholds that cut each feature into at most {@value #MOST} bins of similar weight. */
final class Bins {
  static final int MOST = 64;

  private final float[][] thresholds;

  private Bins(float[][] thresholds) {
    this.thresholds = thresholds;
  }

  static Bins of(TrainingTable table) {
    float[][] thresholds = new float[table.features()][];
    for (int f = 0; f < thresholds.length; f++) {
      float[] sorted = table.column(f).clone();
      Arrays.sort(sorted);
      thresholds[f] = cuts(sorted);
    }
    return new Bins(thresholds);
  }

  private static float[] cuts(float[] sorted) {
    float[] cuts = new float[MOST - 1];
    int n = 0;
    float before = sorted[0];
    int taken = 0;
    for (int i = 1; i < sorted.length && n < cuts.length; i++) {
      boolean differs = sorted[i] != sorted[i - 1];
      // rows left over from here are shared among the bins left over
      if (differs && i - taken >= (sorted.length - taken) / (double) (MOST - n)) {
        cuts[n++] = (sorted[i] + sorted[i - 1]) / 2;
        taken = i;
        before = sorted[i];
      }
    }
    float last = sorted[sorted.length - 1];
    if (n == 0 && last != before) {
      // all but a few rows share one value
      int i = sorted.length - 1;
      while (sorted[i - 1] == last) {
        i--;
      }
      cuts[n++] = (sorted[i] + sorted[i - 1]) / 2;
    }
    return Arrays.copyOf(cuts, n);
  }

  /** How many bins a feature has. */
  int count(int feature) {
    return thresholds[feature].length + 1;
  }

  /** Values below it lie in bins below {@code bin}. */
  float threshold(int feature, int bin) {
    return thresholds[feature][bin - 1];
  }

  byte[][] binned(TrainingTable table) {
    byte[][] binned = new byte[table.features()][table.rows()];
    for (int f = 0; f < binned.length; f++) {
      float[] column = table.column(f);
      for (int i = 0; i < column.length; i++) {
        binned[f][i] = (byte) bin(thresholds[f], column[i]);
      }
    }
    return binned;
  }

  private static int bin(float[] cuts, float value) {
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value < cuts[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
