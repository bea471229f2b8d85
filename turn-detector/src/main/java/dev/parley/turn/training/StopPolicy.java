package dev.parley.turn.training;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Stops the bot at the first moment whose probability reaches a threshold.
 *
 * @param threshold of P(interruption)
 * @param recall share of interruptions that stop it
 * @param backchannelStops share of backchannels that stop it
 * @param noiseStops share of sounds without speech that stop it
 * @param medianSeconds from the onset of an interruption to the stop
 * @param slowSeconds nine of ten stops come earlier
 */
record StopPolicy(
    double threshold,
    double recall,
    double backchannelStops,
    double noiseStops,
    double medianSeconds,
    double slowSeconds) {

  /** The lowest threshold with at most {@code share} false stops. */
  static StopPolicy atFalseStops(
      double share, double[][] scores, double[] moments, List<OverlapRow> rows) {
    double[] highest = new double[rows.size()];
    int negatives = 0;
    for (int i = 0; i < highest.length; i++) {
      if (rows.get(i).label != OverlapRow.Label.INTERRUPT) {
        for (double[] atMoment : scores) {
          highest[negatives] = Math.max(highest[negatives], atMoment[i]);
        }
        negatives++;
      }
    }
    double[] sorted = Arrays.copyOf(highest, negatives);
    Arrays.sort(sorted);
    int allowed = (int) (share * negatives);
    double threshold = allowed < negatives ? Math.nextUp(sorted[negatives - 1 - allowed]) : 0;
    return at(negatives == 0 ? 0.5 : threshold, scores, moments, rows);
  }

  static StopPolicy at(
      double threshold, double[][] scores, double[] moments, List<OverlapRow> rows) {
    Map<OverlapRow.Label, Integer> all = new EnumMap<>(OverlapRow.Label.class);
    Map<OverlapRow.Label, Integer> stopped = new EnumMap<>(OverlapRow.Label.class);
    double[] times = new double[rows.size()];
    int n = 0;
    for (int i = 0; i < rows.size(); i++) {
      OverlapRow.Label label = rows.get(i).label;
      all.merge(label, 1, Integer::sum);
      for (int d = 0; d < moments.length; d++) {
        if (scores[d][i] >= threshold) {
          stopped.merge(label, 1, Integer::sum);
          if (label == OverlapRow.Label.INTERRUPT) {
            times[n++] = moments[d];
          }
          break;
        }
      }
    }
    double[] sorted = Arrays.copyOf(times, n);
    Arrays.sort(sorted);
    return new StopPolicy(
        threshold,
        share(stopped, all, OverlapRow.Label.INTERRUPT),
        share(stopped, all, OverlapRow.Label.BACKCHANNEL),
        share(stopped, all, OverlapRow.Label.NONSPEECH),
        n == 0 ? Double.NaN : sorted[n / 2],
        n == 0 ? Double.NaN : sorted[(int) (n * 0.9)]);
  }

  private static double share(
      Map<OverlapRow.Label, Integer> part,
      Map<OverlapRow.Label, Integer> all,
      OverlapRow.Label label) {
    return part.getOrDefault(label, 0) / (double) Math.max(1, all.getOrDefault(label, 0));
  }
}
