package dev.parley.turn.model;

/**
 * A linear model over {@link Ngrams}: sorted keys, a weight for each. Immutable.
 *
 * <p>Keys are hashes and lie evenly, so the first bits of one nearly tell where it is: a search
 * among all of them would miss the cache at each of its steps.
 */
public final class WordWeights {
  private static final int KEY_BITS = Integer.numberOfTrailingZeros(Ngrams.KEYS);

  private final float bias;

  /** Where the keys of a beginning begin, with one entry more than there are beginnings. */
  private final int[] starts;

  private final int shift;
  private final int[] keys;
  private final float[] weights;

  public WordWeights(float bias, int[] sortedKeys, float[] weights) {
    this.bias = bias;
    this.keys = sortedKeys.clone();
    this.weights = weights.clone();
    int bits = Math.min(KEY_BITS, Integer.SIZE - Integer.numberOfLeadingZeros(keys.length));
    shift = KEY_BITS - bits;
    starts = new int[(1 << bits) + 1];
    int at = 0;
    for (int i = 0; i < starts.length; i++) {
      while (at < keys.length && keys[at] >> shift < i) {
        at++;
      }
      starts[i] = at;
    }
  }

  /** Log odds; keys that were never seen weigh nothing. */
  public float score(int[] present, int count) {
    float sum = bias;
    for (int i = 0; i < count; i++) {
      int key = present[i];
      int end = starts[(key >> shift) + 1];
      for (int at = starts[key >> shift]; at < end; at++) {
        if (keys[at] == key) {
          sum += weights[at];
        }
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
