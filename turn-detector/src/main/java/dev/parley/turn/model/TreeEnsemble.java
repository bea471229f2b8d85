package dev.parley.turn.model;

/**
 * Boosted regression trees in flat arrays: at a split a feature below the threshold goes left.
 * Immutable; a prediction allocates nothing.
 */
public final class TreeEnsemble {
  private static final int LEAF = -1;

  private final float base;
  private final int[] roots;
  private final int[] feature;
  private final float[] value;
  private final int[] right;

  /**
   * @param roots the first node of each tree
   * @param feature of each node, -1 for a leaf; the left child is the next node
   * @param value the threshold, or a leaf's value
   * @param right the right child
   */
  public TreeEnsemble(float base, int[] roots, int[] feature, float[] value, int[] right) {
    this.base = base;
    this.roots = roots.clone();
    this.feature = feature.clone();
    this.value = value.clone();
    this.right = right.clone();
  }

  /** Log odds. */
  public float score(float[] features) {
    double sum = base;
    for (int root : roots) {
      int node = root;
      int f = feature[node];
      while (f != LEAF) {
        node = features[f] < value[node] ? node + 1 : right[node];
        f = feature[node];
      }
      sum += value[node];
    }
    return (float) sum;
  }

  public int trees() {
    return roots.length;
  }

  public int nodes() {
    return feature.length;
  }

  float base() {
    return base;
  }

  int root(int tree) {
    return roots[tree];
  }

  int feature(int node) {
    return feature[node];
  }

  float value(int node) {
    return value[node];
  }

  int right(int node) {
    return right[node];
  }
}
