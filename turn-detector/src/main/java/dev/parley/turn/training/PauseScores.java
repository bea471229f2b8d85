package dev.parley.turn.training;

import dev.parley.turn.model.PauseFeatures;
import dev.parley.turn.model.PauseMoment;
import dev.parley.turn.model.TurnModel;
import java.util.List;

/** P(turn is over) of pauses at moments of each. */
final class PauseScores {
  /** Moments at which a turn may be ended; the first is also that of the figures by moment. */
  static final double[] MOMENTS = {
    0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2.0
  };

  private PauseScores() {}

  /** By moment, then by row. */
  static double[][] of(ModelByRow models, List<PauseRow> rows, double[] moments, double lag) {
    return of(models, rows, moments, lag, true);
  }

  /**
   * @param isTimed whether the recogniser tells how long words are
   */
  static double[][] of(
      ModelByRow models, List<PauseRow> rows, double[] moments, double lag, boolean isTimed) {
    double[][] scores = new double[moments.length][rows.size()];
    PauseMoment m = new PauseMoment();
    float[] f = new float[PauseFeatures.COUNT];
    for (int k = 0; k < models.count(); k++) {
      TurnModel model = models.at(k);
      PauseFeatures features = model.pauseFeatures();
      for (int i = 0; i < rows.size(); i++) {
        PauseRow row = rows.get(i);
        if (models.index(row.conversation, row.fold) != k) {
          continue;
        }
        for (int d = 0; d < moments.length; d++) {
          row.fill(m, moments[d], lag);
          if (!isTimed) {
            m.lastWord = PauseMoment.UNKNOWN;
            m.wordBefore = PauseMoment.UNKNOWN;
          }
          features.words(m);
          features.fill(m, f);
          scores[d][i] = model.turnOver().probability(f);
        }
      }
    }
    return scores;
  }
}
