package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.turn.model.Calibration;
import dev.parley.turn.model.TreeEnsemble;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The fit's slope a and offset b solve (1 - a) + Σ w (y - p) score = 0 and -b + Σ w (y - p) = 0:
 * the rows pull them from the identity.
 */
final class CalibrationFitTest {
  @Test
  void withoutRowsTheScoresAreBelieved() {
    assertEquals(Calibration.none(), CalibrationFit.of(new double[0], new byte[0], new float[0]));
  }

  @Test
  void theOffsetSetsTheShareRight() {
    // p = 0.75, b = ln 3: the weights are such that -ln 3 + w · 0.25 - 0.75 = 0
    float w = (float) ((Math.log(3) + 0.75) / 0.25);

    Calibration fit = CalibrationFit.of(new double[2], new byte[] {1, 0}, new float[] {w, 1});

    assertEquals(Math.log(3), fit.offset(), 1e-6);
    assertEquals(1, fit.slope(), 1e-6);
    assertEquals(0.75, fit.probability(0), 1e-6);
  }

  @Test
  void theSlopeSetsTooTimidScoresRight() {
    // scores of ±1; p = 0.8, a = ln 4: 1 - ln 4 + 2 (w · 0.2 - 0.8) = 0
    float w = (float) ((0.8 - (1 - Math.log(4)) / 2) / 0.2);

    Calibration fit =
        CalibrationFit.of(
            new double[] {1, 1, -1, -1}, new byte[] {1, 0, 0, 1}, new float[] {w, 1, w, 1});

    assertEquals(Math.log(4), fit.slope(), 1e-6);
    assertEquals(0, fit.offset(), 1e-6);
    assertEquals(0.8, fit.probability(1), 1e-6);
    assertEquals(0.2, fit.probability(-1), 1e-6);
  }

  @Test
  void scoresThatTellNothingLoseTheirSlope() {
    int n = 1000;
    double[] scores = new double[n];
    byte[] labels = new byte[n];
    float[] weights = new float[n];
    Arrays.fill(weights, 1);
    for (int i = 0; i < n; i++) {
      scores[i] = i % 2 == 0 ? 1 : -1;
      labels[i] = (byte) (i / 2 % 2);
    }

    Calibration fit = CalibrationFit.of(scores, labels, weights);

    // as many are positive at 1 as at -1; (1 - a) = 1000 (p - 0.5), near 1000 a / 4
    assertEquals(1 / 251.0, fit.slope(), 1e-6);
    assertEquals(0, fit.offset(), 1e-6);
  }

  @Test
  void scoresThatAreMuchTooSureAreHeldBack() {
    int n = 1000;
    double[] scores = new double[n];
    byte[] labels = new byte[n];
    float[] weights = new float[n];
    Arrays.fill(weights, 1);
    for (int i = 0; i < n; i++) {
      boolean high = i % 2 == 0;
      boolean right = i % 10 < 6;
      scores[i] = high ? 8 : -8;
      labels[i] = (byte) (high == right ? 1 : 0);
    }

    Calibration fit = CalibrationFit.of(scores, labels, weights);

    // six of ten are right, though the scores say 2999 of 3000
    assertEquals(0.6, fit.probability(8), 1e-3);
    assertEquals(0.4, fit.probability(-8), 1e-3);
  }

  @Test
  void theTreesScoreTheRowsThatWereHeldBack() {
    // the second feature below 5 has score -1, else 1
    TreeEnsemble trees =
        new TreeEnsemble(
            0, new int[] {0}, new int[] {1, -1, -1}, new float[] {5, -1, 1}, new int[] {2, 0, 0});
    float w = (float) ((0.8 - (1 - Math.log(4)) / 2) / 0.2);
    TrainingTable held = new TrainingTable(2, 4);
    held.add(new float[] {0, 9}, true, w);
    held.add(new float[] {0, 9}, false, 1);
    held.add(new float[] {9, 0}, false, w);
    held.add(new float[] {9, 0}, true, 1);

    Calibration fit = CalibrationFit.of(trees, held);

    assertEquals(Math.log(4), fit.slope(), 1e-6);
    assertEquals(0, fit.offset(), 1e-6);
  }
}
