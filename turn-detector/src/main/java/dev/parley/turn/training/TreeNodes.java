package dev.parley.turn.training;

import dev.parley.turn.model.TreeEnsemble;
import java.util.Arrays;

/** Nodes of the trees grown so far, in the order of {@link TreeEnsemble}. One owner. */
final class TreeNodes {
  private int[] feature = new int[1024];
  private int[] bin = new int[1024];
  private float[] value = new float[1024];
  private int[] right = new int[1024];
  private int size;

  int size() {
    return size;
  }

  int leaf(float leafValue) {
    return append(-1, 0, leafValue);
  }

  int split(int splitFeature, int splitBin, float threshold) {
    return append(splitFeature, splitBin, threshold);
  }

  void right(int node, int child) {
    right[node] = child;
  }

  int feature(int node) {
    return feature[node];
  }

  /** Rows whose bin is below go left. */
  int bin(int node) {
    return bin[node];
  }

  float value(int node) {
    return value[node];
  }

  int right(int node) {
    return right[node];
  }

  TreeEnsemble ensemble(float base, int[] roots) {
    return new TreeEnsemble(
        base,
        roots,
        Arrays.copyOf(feature, size),
        Arrays.copyOf(value, size),
        Arrays.copyOf(right, size));
  }

  private int append(int f, int b, float v) {
    if (size == feature.length) {
      feature = Arrays.copyOf(feature, 2 * size);
      bin = Arrays.copyOf(bin, 2 * size);
      value = Arrays.copyOf(value, 2 * size);
      right = Arrays.copyOf(right, 2 * size);
    }
    feature[size] = f;
    bin[size] = b;
    value[size] = v;
    return size++;
  }
}
