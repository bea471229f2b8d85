package dev.parley.turn.training;

import dev.parley.turn.model.TreeEnsemble;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Gradient boosting with logistic loss on binned features, one thread, reproducible to the bit.
 * Used once.
 */
final class TreeTrainer {
  /**
   * @param trees how many
   * @param leaves at most, a tree
   * @param rate shrinkage
   * @param minLeafWeight least sum of second derivatives in a leaf
   * @param rowShare of the rows a tree sees
   * @param featureShare of the features a tree sees
   */
  record Settings(
      int trees,
      int leaves,
      double rate,
      double minLeafWeight,
      double rowShare,
      double featureShare) {}

  private static final double RIDGE = 2;
  private static final long SEED = 20_260_401;

  private final Settings settings;
  private final Bins bins;
  private final byte[][] binned;
  private final byte[] labels;
  private final float[] weights;
  private final int rows;
  private final double[] scores;
  private final float[] gradient;
  private final float[] hessian;
  private final TreeNodes nodes = new TreeNodes();
  private final SplittableRandom random = new SplittableRandom(SEED);

  private TreeTrainer(Settings settings, TrainingTable table) {
    this.settings = settings;
    rows = table.rows();
    bins = Bins.of(table);
    binned = bins.binned(table);
    labels = table.labels();
    weights = table.weights();
    scores = new double[rows];
    gradient = new float[rows];
    hessian = new float[rows];
  }

  static TreeEnsemble train(Settings settings, TrainingTable table) {
    return new TreeTrainer(settings, table).run();
  }

  private TreeEnsemble run() {
    double positive = 0;
    double all = 0;
    for (int i = 0; i < rows; i++) {
      all += weights[i];
      positive += labels[i] * (double) weights[i];
    }
    float base = (float) StrictMath.log((positive + 1) / (all - positive + 1));
    Arrays.fill(scores, base);
    int[] roots = new int[settings.trees()];
    for (int t = 0; t < roots.length; t++) {
      derive();
      roots[t] = nodes.size();
      new TreeGrower(this, sampleFeatures()).grow(sampleRows());
    }
    return nodes.ensemble(base, roots);
  }

  private void derive() {
    for (int i = 0; i < rows; i++) {
      double p = 1 / (1 + StrictMath.exp(-scores[i]));
      gradient[i] = (float) (weights[i] * (labels[i] - p));
      hessian[i] = (float) Math.max(1e-6, weights[i] * p * (1 - p));
    }
  }

  private int[] sampleRows() {
    int[] sample = new int[rows];
    int n = 0;
    for (int i = 0; i < rows; i++) {
      if (random.nextDouble() < settings.rowShare()) {
        sample[n++] = i;
      }
    }
    return Arrays.copyOf(sample, n);
  }

  private int[] sampleFeatures() {
    int all = binned.length;
    int[] order = new int[all];
    for (int i = 0; i < all; i++) {
      order[i] = i;
    }
    int wanted = Math.max(1, (int) Math.round(settings.featureShare() * all));
    for (int i = 0; i < wanted; i++) {
      int j = i + random.nextInt(all - i);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    int[] sample = Arrays.copyOf(order, wanted);
    Arrays.sort(sample);
    return sample;
  }

  // ---- for the grower of a tree

  Settings settings() {
    return settings;
  }

  Bins bins() {
    return bins;
  }

  byte[] column(int feature) {
    return binned[feature];
  }

  float gradient(int row) {
    return gradient[row];
  }

  float hessian(int row) {
    return hessian[row];
  }

  TreeNodes nodes() {
    return nodes;
  }

  static double gain(double g, double h) {
    return g * g / (h + RIDGE);
  }

  float leafValue(double g, double h) {
    return (float) (settings.rate() * g / (h + RIDGE));
  }

  /** Adds a finished tree to the scores of all rows, sampled or not. */
  void apply(int root) {
    for (int i = 0; i < rows; i++) {
      int node = root;
      while (nodes.feature(node) >= 0) {
        int f = nodes.feature(node);
        node = (binned[f][i] & 0xff) < nodes.bin(node) ? node + 1 : nodes.right(node);
      }
      scores[i] += nodes.value(node);
    }
  }
}
