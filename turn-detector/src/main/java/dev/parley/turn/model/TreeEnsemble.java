package dev.parley.turn.model;

/**
 * Boosted regression trees in one flat array: at a split a feature below the threshold goes left.
 * Immutable; a prediction allocates nothing.
 */
public final class TreeEnsemble {
  private static final int RIGHT_BITS = 24;
  private static final int RIGHT_MASK = (1 << RIGHT_BITS) - 1;

  private final float base;
  private final int[] roots;

  /** Two for a node, which lie in one cache line: feature and right child; threshold or value. */
  private final int[] nodes;

  /**
   * @param roots the first node of each tree
   * @param feature of each node, -1 for a leaf; the left child is the next node
   * @param value the threshold, or a leaf's value
   * @param right the right child
   */
  public TreeEnsemble(float base, int[] roots, int[] feature, float[] value, int[] right) {
    if (feature.length > RIGHT_MASK) {
      throw new IllegalArgumentException("expected at most " + RIGHT_MASK + " nodes");
    }
    this.base = base;
    this.roots = roots.clone();
    this.nodes = new int[2 * feature.length];
    for (int i = 0; i < feature.length; i++) {
      nodes[2 * i] = (feature[i] << RIGHT_BITS) | (right[i] & RIGHT_MASK);
      nodes[2 * i + 1] = Float.floatToRawIntBits(value[i]);
    }
  }

  /** Log odds. */
  public float score(float[] features) {
    double sum = base;
    for (int root : roots) {
      int node = root;
      int split = nodes[2 * node];
      while (split >= 0) {
        float threshold = Float.intBitsToFloat(nodes[2 * node + 1]);
        node = features[split >> RIGHT_BITS] < threshold ? node + 1 : split & RIGHT_MASK;
        split = nodes[2 * node];
      }
      sum += Float.intBitsToFloat(nodes[2 * node + 1]);
    }
    return (float) sum;
  }

  public int trees() {
    return roots.length;
  }

  public int nodes() {
    return nodes.length / 2;
  }

  float base() {
    return base;
  }

  int root(int tree) {
    return roots[tree];
  }

  int feature(int node) {
    return nodes[2 * node] >> RIGHT_BITS;
  }

  float value(int node) {
    return Float.intBitsToFloat(nodes[2 * node + 1]);
  }

  int right(int node) {
    return nodes[2 * node] & RIGHT_MASK;
  }
}
