package dev.parley.turn.training;

import java.util.Arrays;

/**
 * Moments a linear model over words learns from: which word groups were present, what the moment
 * turned out to be, whose it was. Mutable while it is filled; moments of one group follow each
 * other.
 */
final class WordExamples {
  private int[] keys = new int[1 << 12];
  private int[] ends = new int[1 << 8];
  private int[] groups = new int[1 << 8];
  private boolean[] positive = new boolean[1 << 8];
  private int size;

  void add(int[] present, int count, boolean isPositive, int group) {
    int from = size == 0 ? 0 : ends[size - 1];
    if (from + count > keys.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      groups = Arrays.copyOf(groups, 2 * size);
      positive = Arrays.copyOf(positive, 2 * size);
    }
    System.arraycopy(present, 0, keys, from, count);
    ends[size] = from + count;
    groups[size] = group;
    positive[size++] = isPositive;
  }

  int size() {
    return size;
  }

  int from(int example) {
    return example == 0 ? 0 : ends[example - 1];
  }

  int to(int example) {
    return ends[example];
  }

  int key(int at) {
    return keys[at];
  }

  int group(int example) {
    return groups[example];
  }

  boolean isPositive(int example) {
    return positive[example];
  }
}
