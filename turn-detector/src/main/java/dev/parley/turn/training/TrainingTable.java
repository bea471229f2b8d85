package dev.parley.turn.training;

import java.util.Arrays;

/** Rows of features with a label and a weight, kept by column. Mutable while it is filled. */
final class TrainingTable {
  private final float[][] columns;
  private byte[] labels;
  private float[] weights;
  private int rows;

  TrainingTable(int features, int expectedRows) {
    columns = new float[features][Math.max(16, expectedRows)];
    labels = new byte[columns[0].length];
    weights = new float[columns[0].length];
  }

  void add(float[] features, boolean positive, float weight) {
    if (rows == labels.length) {
      for (int f = 0; f < columns.length; f++) {
        columns[f] = Arrays.copyOf(columns[f], 2 * rows);
      }
      labels = Arrays.copyOf(labels, 2 * rows);
      weights = Arrays.copyOf(weights, 2 * rows);
    }
    for (int f = 0; f < columns.length; f++) {
      columns[f][rows] = features[f];
    }
    labels[rows] = (byte) (positive ? 1 : 0);
    weights[rows++] = weight;
  }

  int rows() {
    return rows;
  }

  int features() {
    return columns.length;
  }

  float[] column(int feature) {
    return Arrays.copyOf(columns[feature], rows);
  }

  byte[] labels() {
    return Arrays.copyOf(labels, rows);
  }

  float[] weights() {
    return Arrays.copyOf(weights, rows);
  }
}
