package dev.parley.turn.training;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grows one tree, the most rewarding leaf first. Used once. */
final class TreeGrower {
  /** A leaf that may become a split. */
  private static final class Leaf {
    final int[] rows;
    final double g;
    final double h;
    final float[] histogram;
    double bestGain;
    int bestFeature = -1;
    int bestBin;
    @Nullable Leaf left;
    @Nullable Leaf right;

    Leaf(int[] rows, double g, double h, float[] histogram) {
      this.rows = rows;
      this.g = g;
      this.h = h;
      this.histogram = histogram;
    }
  }

  private static final double LEAST_GAIN = 1e-3;

  private final TreeTrainer trainer;
  private final int[] features;

  TreeGrower(TreeTrainer trainer, int[] features) {
    this.trainer = trainer;
    this.features = features;
  }

  void grow(int[] sample) {
    Leaf root = leaf(sample, histogram(sample));
    List<Leaf> leaves = new ArrayList<>(List.of(root));
    while (leaves.size() < trainer.settings().leaves()) {
      Leaf best = leaves.getFirst();
      for (Leaf leaf : leaves) {
        if (leaf.bestGain > best.bestGain) {
          best = leaf;
        }
      }
      if (best.bestFeature < 0 || best.bestGain < LEAST_GAIN) {
        break;
      }
      split(best);
      leaves.remove(best);
      leaves.add(require(best.left));
      leaves.add(require(best.right));
    }
    trainer.apply(write(root));
  }

  private static Leaf require(@Nullable Leaf leaf) {
    if (leaf == null) {
      throw new IllegalStateException("expected a leaf that was split to have two children");
    }
    return leaf;
  }

  private int write(Leaf leaf) {
    TreeNodes nodes = trainer.nodes();
    if (leaf.left == null) {
      return nodes.leaf(trainer.leafValue(leaf.g, leaf.h));
    }
    int feature = leaf.bestFeature;
    int node = nodes.split(feature, leaf.bestBin, trainer.bins().threshold(feature, leaf.bestBin));
    write(leaf.left);
    nodes.right(node, write(require(leaf.right)));
    return node;
  }

  private void split(Leaf leaf) {
    byte[] column = trainer.column(leaf.bestFeature);
    int n = 0;
    for (int row : leaf.rows) {
      if ((column[row] & 0xff) < leaf.bestBin) {
        n++;
      }
    }
    int[] left = new int[n];
    int[] right = new int[leaf.rows.length - n];
    int l = 0;
    int r = 0;
    for (int row : leaf.rows) {
      if ((column[row] & 0xff) < leaf.bestBin) {
        left[l++] = row;
      } else {
        right[r++] = row;
      }
    }
    // the larger child's histogram is what the smaller one leaves
    boolean leftIsSmaller = left.length <= right.length;
    float[] smaller = histogram(leftIsSmaller ? left : right);
    float[] larger = leaf.histogram;
    for (int i = 0; i < larger.length; i++) {
      larger[i] -= smaller[i];
    }
    leaf.left = leaf(left, leftIsSmaller ? smaller : larger);
    leaf.right = leaf(right, leftIsSmaller ? larger : smaller);
  }

  private float[] histogram(int[] rows) {
    float[] histogram = new float[features.length * 2 * Bins.MOST];
    for (int f = 0; f < features.length; f++) {
      byte[] column = trainer.column(features[f]);
      int base = f * 2 * Bins.MOST;
      for (int row : rows) {
        int at = base + 2 * (column[row] & 0xff);
        histogram[at] += trainer.gradient(row);
        histogram[at + 1] += trainer.hessian(row);
      }
    }
    return histogram;
  }

  private Leaf leaf(int[] rows, float[] histogram) {
    double g = 0;
    double h = 0;
    for (int row : rows) {
      g += trainer.gradient(row);
      h += trainer.hessian(row);
    }
    Leaf leaf = new Leaf(rows, g, h, histogram);
    double least = trainer.settings().minLeafWeight();
    double before = TreeTrainer.gain(g, h);
    for (int f = 0; f < features.length; f++) {
      double gl = 0;
      double hl = 0;
      int base = f * 2 * Bins.MOST;
      for (int bin = 1; bin < trainer.bins().count(features[f]); bin++) {
        gl += histogram[base + 2 * (bin - 1)];
        hl += histogram[base + 2 * (bin - 1) + 1];
        double hr = h - hl;
        if (hl < least || hr < least) {
          continue;
        }
        double gain = TreeTrainer.gain(gl, hl) + TreeTrainer.gain(g - gl, hr) - before;
        if (gain > leaf.bestGain) {
          leaf.bestGain = gain;
          leaf.bestFeature = features[f];
          leaf.bestBin = bin;
        }
      }
    }
    return leaf;
  }
}
