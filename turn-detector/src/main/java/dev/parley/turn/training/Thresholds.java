package dev.parley.turn.training;

import dev.parley.turn.model.ThresholdNames;
import dev.parley.turn.model.TurnModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The thresholds a model carries, measured where nothing is judged by a model that has seen it. */
final class Thresholds {
  private Thresholds() {}

  static TurnModel set(TurnModel model, ModelByRow models, Corpora corpora) {
    Map<String, Float> thresholds = new TreeMap<>();
    List<OverlapRow> overlaps =
        corpora.allOverlaps().stream().filter(r -> r.label != OverlapRow.Label.OTHER).toList();
    List<PauseRow> pauses = corpora.allPauses();
    if (!overlaps.isEmpty()) {
      double[][] scores =
          OverlapScores.of(
              models, overlaps, OverlapScores.STREAMING, OverlapRow.Sounds.AS_LABELLED);
      thresholds.put(ThresholdNames.STOP, stop(0.10, scores, overlaps));
      thresholds.put(ThresholdNames.STOP_SURE, stop(0.05, scores, overlaps));
    }
    if (!pauses.isEmpty()) {
      double[][] scores = PauseScores.of(models, pauses, PauseScores.MOMENTS, 0);
      thresholds.put(ThresholdNames.END, end(0.05, scores, pauses));
      thresholds.put(ThresholdNames.END_EARLY, end(0.10, scores, pauses));
    }
    return model.withThresholds(thresholds);
  }

  private static float stop(double share, double[][] scores, List<OverlapRow> rows) {
    return noLower(
        StopPolicy.atFalseStops(share, scores, OverlapScores.STREAMING, rows).threshold());
  }

  private static float end(double share, double[][] scores, List<PauseRow> rows) {
    return noLower(EndPolicy.atCuts(share, scores, PauseScores.MOMENTS, rows).threshold());
  }

  /** Rounding down would let rows reach the threshold that just don't. */
  private static float noLower(double threshold) {
    float rounded = (float) threshold;
    return rounded < threshold ? Math.nextUp(rounded) : rounded;
  }
}
