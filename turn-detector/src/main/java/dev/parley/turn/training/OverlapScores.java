package dev.parley.turn.training;

import dev.parley.turn.model.OverlapFeatures;
import dev.parley.turn.model.OverlapMoment;
import dev.parley.turn.model.TurnModel;
import java.util.List;

/** P(interruption) of rows at moments after the onset. */
final class OverlapScores {
  /** For figures by moment. */
  static final double[] REPORTED = {0.4, 0.6, 0.8, 1.0};

  /** For the streaming policy: ten times a second. */
  static final double[] STREAMING = {
    0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5
  };

  static final double LAG = 0.3;

  private OverlapScores() {}

  /** By moment, then by row; words {@value #LAG} s late. */
  static double[][] of(
      ModelByRow models, List<OverlapRow> rows, double[] moments, OverlapRow.Sounds sounds) {
    return of(models, rows, moments, sounds, LAG);
  }

  static double[][] of(
      ModelByRow models,
      List<OverlapRow> rows,
      double[] moments,
      OverlapRow.Sounds sounds,
      double lag) {
    double[][] scores = new double[moments.length][rows.size()];
    OverlapMoment m = new OverlapMoment();
    float[] f = new float[OverlapFeatures.COUNT];
    for (int k = 0; k < models.count(); k++) {
      TurnModel model = models.at(k);
      OverlapFeatures features = model.overlapFeatures();
      for (int i = 0; i < rows.size(); i++) {
        OverlapRow row = rows.get(i);
        if (models.index(row.conversation, row.fold) != k) {
          continue;
        }
        for (int d = 0; d < moments.length; d++) {
          row.fill(m, moments[d], lag, sounds);
          features.onset(m);
          features.words(m);
          features.fill(m, f);
          scores[d][i] = model.interruption().probability(f);
        }
      }
    }
    return scores;
  }
}
