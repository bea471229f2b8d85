package dev.parley.turn.training;

import dev.parley.turn.model.Calibration;
import dev.parley.turn.model.TreeEnsemble;

/** Logistic calibration (Platt) by Newton's method. */
final class CalibrationFit {
  private static final int STEPS = 20;

  private CalibrationFit() {}

  static Calibration of(TreeEnsemble trees, TrainingTable held) {
    float[] row = new float[held.features()];
    float[][] columns = new float[held.features()][];
    for (int f = 0; f < columns.length; f++) {
      columns[f] = held.column(f);
    }
    double[] scores = new double[held.rows()];
    for (int i = 0; i < scores.length; i++) {
      for (int f = 0; f < columns.length; f++) {
        row[f] = columns[f][i];
      }
      scores[i] = trees.score(row);
    }
    return of(scores, held.labels(), held.weights());
  }

  static Calibration of(double[] scores, byte[] labels, float[] weights) {
    double slope = 1;
    double offset = 0;
    for (int step = 0; step < STEPS; step++) {
      // a little ridge towards the identity keeps small samples sane
      double ga = 1 - slope;
      double gb = -offset;
      double haa = 1;
      double hab = 0;
      double hbb = 1;
      for (int i = 0; i < scores.length; i++) {
        double p = 1 / (1 + StrictMath.exp(-(slope * scores[i] + offset)));
        double g = weights[i] * (labels[i] - p);
        double h = weights[i] * p * (1 - p);
        ga += g * scores[i];
        gb += g;
        haa += h * scores[i] * scores[i];
        hab += h * scores[i];
        hbb += h;
      }
      double determinant = haa * hbb - hab * hab;
      slope += (hbb * ga - hab * gb) / determinant;
      offset += (haa * gb - hab * ga) / determinant;
    }
    return new Calibration((float) slope, (float) offset);
  }
}
