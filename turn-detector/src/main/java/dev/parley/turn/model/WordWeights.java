package dev.parley.turn.model;

import java.util.Arrays;

/** A linear model over {@link Ngrams}: sorted keys, a weight for each. Immutable. */
public final class WordWeights {
  private final float bias;
  private final int[] keys;
  private final float[] weights;

  public WordWeights(float bias, int[] sortedKeys, float[] weights) {
    this.bias = bias;
    this.keys = sortedKeys.clone();
    this.weights = weights.clone();
  }

  /** Log odds; keys that were never seen weigh nothing. */
  public float score(int[] present, int count) {
    float sum = bias;
    for (int i = 0; i < count; i++) {
      int at = Arrays.binarySearch(keys, present[i]);
      if (at >= 0) {
        sum += weights[at];
      }
    }
    return sum;
  }

  public int size() {
    return keys.length;
  }

  float bias() {
    return bias;
  }

  int key(int index) {
    return keys[index];
  }

  float weight(int index) {
    return weights[index];
  }
}
