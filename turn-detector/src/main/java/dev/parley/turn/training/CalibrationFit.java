package dev.parley.turn.training;

import dev.parley.turn.model.Calibration;
import dev.parley.turn.model.TreeEnsemble;

/** Logistic calibration (Platt) by Newton's method. */
final class CalibrationFit {
  private static final int STEPS = 20;
  private static final int HALVINGS = 30;

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
      double slopeStep = (hbb * ga - hab * gb) / determinant;
      double offsetStep = (haa * gb - hab * ga) / determinant;
      double before = loss(slope, offset, scores, labels, weights);
      // where the scores are much too sure, a whole step leads far beyond the best
      for (int i = 0;
          i < HALVINGS
              && loss(slope + slopeStep, offset + offsetStep, scores, labels, weights) > before;
          i++) {
        slopeStep /= 2;
        offsetStep /= 2;
      }
      slope += slopeStep;
      offset += offsetStep;
    }
    return new Calibration((float) slope, (float) offset);
  }

  private static double loss(
      double slope, double offset, double[] scores, byte[] labels, float[] weights) {
    double loss = ((1 - slope) * (1 - slope) + offset * offset) / 2;
    for (int i = 0; i < scores.length; i++) {
      double x = slope * scores[i] + offset;
      double against = labels[i] == 1 ? -x : x;
      loss += weights[i] * (Math.max(0, against) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
    }
    return loss;
  }
}
