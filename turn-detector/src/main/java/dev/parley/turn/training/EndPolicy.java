package dev.parley.turn.training;

import java.util.Arrays;
import java.util.List;

/**
 * Ends the turn at the first moment of a pause whose probability reaches a threshold, and at the
 * latest after {@value #LONGEST_SECONDS} s; or after a wait that depends on the probability.
 *
 * @param threshold NaN without one
 * @param cutShare of the unfinished holds
 * @param meanSeconds from the beginning of the pause to the end of the turn, where it is over
 */
record EndPolicy(double threshold, double cutShare, double meanSeconds, double medianSeconds) {
  static final double LONGEST_SECONDS = 2.5;

  private static final int STEPS = 40;

  /** The quickest that cuts at most {@code share} of the unfinished holds. */
  static EndPolicy atCuts(double share, double[][] scores, double[] moments, List<PauseRow> rows) {
    double low = 0;
    double high = 1;
    EndPolicy best = at(1.1, scores, moments, rows);
    for (int step = 0; step < STEPS; step++) {
      double threshold = (low + high) / 2;
      EndPolicy policy = at(threshold, scores, moments, rows);
      if (policy.cutShare > share) {
        low = threshold;
      } else {
        high = threshold;
        best = policy;
      }
    }
    return best;
  }

  static EndPolicy at(double threshold, double[][] scores, double[] moments, List<PauseRow> rows) {
    double[] ends = new double[rows.size()];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = LONGEST_SECONDS;
      for (int d = moments.length - 1; d >= 0; d--) {
        ends[i] = scores[d][i] >= threshold ? moments[d] : ends[i];
      }
    }
    return of(threshold, ends, rows);
  }

  /** Waits, after each look, as long as the probability says. */
  static EndPolicy waiting(
      CallPolicy policy, double[][] scores, double[] moments, List<PauseRow> rows) {
    double[] ends = new double[rows.size()];
    for (int i = 0; i < ends.length; i++) {
      for (int d = 0; d < moments.length && ends[i] == 0; d++) {
        double wait = Math.max(moments[d], policy.waitSeconds().applyAsDouble(scores[d][i]));
        boolean isLast = d == moments.length - 1;
        ends[i] = isLast || wait <= moments[d + 1] ? wait : 0;
      }
    }
    return of(Double.NaN, ends, rows);
  }

  private static EndPolicy of(double threshold, double[] ends, List<PauseRow> rows) {
    double[] delays = new double[rows.size()];
    int shifts = 0;
    int unfinished = 0;
    int cut = 0;
    double sum = 0;
    for (int i = 0; i < rows.size(); i++) {
      PauseRow row = rows.get(i);
      double end = ends[i];
      if (row.label == PauseRow.Label.SHIFT) {
        delays[shifts++] = end;
        sum += end;
      } else if (row.label == PauseRow.Label.UNFINISHED_HOLD) {
        unfinished++;
        cut += row.resumedAfter > end ? 1 : 0;
      }
    }
    double[] sorted = Arrays.copyOf(delays, shifts);
    Arrays.sort(sorted);
    return new EndPolicy(
        threshold,
        cut / (double) Math.max(1, unfinished),
        shifts == 0 ? Double.NaN : sum / shifts,
        shifts == 0 ? Double.NaN : sorted[shifts / 2]);
  }

  /** The fixed timer with as few cuts. */
  static double timerSeconds(double share, List<PauseRow> rows) {
    double[] pauses =
        rows.stream()
            .filter(r -> r.label == PauseRow.Label.UNFINISHED_HOLD)
            .mapToDouble(r -> r.resumedAfter)
            .sorted()
            .toArray();
    return pauses.length == 0
        ? Double.NaN
        : pauses[Math.max(0, pauses.length - 1 - (int) (share * pauses.length))];
  }
}
