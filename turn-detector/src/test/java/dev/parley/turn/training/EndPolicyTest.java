package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EndPolicyTest {
  private static final double[] MOMENTS = {0.2, 0.5, 1.0};

  /** Each row's probabilities at the moments. */
  private static double[][] scores(double[]... byRow) {
    double[][] byMoment = new double[MOMENTS.length][byRow.length];
    for (int i = 0; i < byRow.length; i++) {
      for (int d = 0; d < MOMENTS.length; d++) {
        byMoment[d][i] = byRow[i][d];
      }
    }
    return byMoment;
  }

  private static double[] at(double first, double second, double third) {
    return new double[] {first, second, third};
  }

  @Test
  void aTurnEndsAtTheFirstMomentThatReachesTheThresholdOrAfterTheLongestWait() {
    EndPolicy policy =
        EndPolicy.at(
            0.6,
            scores(at(.9, .1, .9), at(.1, .2, .6), at(.1, .1, .59)),
            MOMENTS,
            List.of(Rows.shift(), Rows.shift(), Rows.shift()));

    assertEquals((0.2 + 1.0 + 2.5) / 3, policy.meanSeconds(), 1e-12);
    assertEquals(1.0, policy.medianSeconds());
    assertEquals(0, policy.cutShare());
    assertEquals(0.6, policy.threshold());
  }

  @Test
  void aCutIsAnUnfinishedHoldThatGoesOnAfterTheEnd() {
    double[] ends = at(.1, .7, .7);
    double[] never = at(.1, .1, .1);
    EndPolicy policy =
        EndPolicy.at(
            0.6,
            scores(ends, ends, ends, never, never, ends),
            MOMENTS,
            List.of(
                Rows.unfinished(0.4),
                Rows.unfinished(0.5),
                Rows.unfinished(0.6),
                Rows.unfinished(2.4),
                Rows.unfinished(2.6),
                Rows.hold(5)));

    // of the five unfinished ones those of 0.6 and 2.6 s; the finished one doesn't count
    assertEquals(2 / 5.0, policy.cutShare());
  }

  @Test
  void withoutEndsThereIsNoDelay() {
    EndPolicy policy =
        EndPolicy.at(0.6, scores(at(.9, .9, .9)), MOMENTS, List.of(Rows.unfinished(1)));

    assertEquals(Double.NaN, policy.meanSeconds());
    assertEquals(Double.NaN, policy.medianSeconds());
    assertEquals(1, policy.cutShare());
  }

  @Test
  void theThresholdForAShareIsTheLowestThatKeepsIt() {
    EndPolicy policy = EndPolicy.atCuts(0.2, tenthsAndTwoEnds(), MOMENTS, tenHoldsAndTwoShifts());

    // of the holds' 0.05, 0.15 … 0.95 the upper two are cut, so 0.75 must not reach the threshold
    assertTrue(policy.threshold() > 0.75, "threshold " + policy.threshold());
    assertEquals(0.75, policy.threshold(), 1e-9);
    assertEquals(0.2, policy.cutShare());
    // 0.76 ends at once and 0.74 never
    assertEquals((0.2 + 2.5) / 2, policy.meanSeconds(), 1e-12);
  }

  @Test
  void noCutsAllowedMeansAThresholdAboveEveryHold() {
    EndPolicy policy = EndPolicy.atCuts(0, tenthsAndTwoEnds(), MOMENTS, tenHoldsAndTwoShifts());

    assertEquals(0, policy.cutShare());
    assertEquals(0.95, policy.threshold(), 1e-9);
  }

  @Test
  void whereEveryThresholdCutsTooMuchTheTurnsLastTheLongestWait() {
    EndPolicy policy =
        EndPolicy.atCuts(
            0.1,
            scores(at(1, 1, 1), at(1, 1, 1)),
            MOMENTS,
            List.of(Rows.unfinished(2), Rows.shift()));

    assertEquals(0, policy.cutShare());
    assertEquals(EndPolicy.LONGEST_SECONDS, policy.meanSeconds());
    assertTrue(policy.threshold() > 1, "a threshold that nothing reaches");
  }

  @Test
  void aWaitLastsUntilTheProbabilityOfALaterLookEndsIt() {
    CallPolicy call = new CallPolicy(0.5, p -> p >= .9 ? 0.1 : p >= .5 ? 0.4 : p >= .3 ? 0.5 : 2);
    List<PauseRow> rows = List.of(Rows.shift());

    // the wait is over already
    assertEquals(0.2, waited(call, at(.95, .1, .1), rows));
    // it is over before the next look, whatever that would say
    assertEquals(0.4, waited(call, at(.5, .95, .1), rows));
    assertEquals(0.5, waited(call, at(.3, .1, .1), rows));
    // the second look finds that it has waited long enough
    assertEquals(0.5, waited(call, at(.1, .95, .1), rows));
    // nobody looks after the last
    assertEquals(2, waited(call, at(.1, .1, .1), rows));
    assertEquals(1, waited(call, at(.1, .1, .95), rows));
  }

  @Test
  void aWaitHasNoThreshold() {
    CallPolicy call = new CallPolicy(0.5, p -> 0.3);
    EndPolicy policy =
        EndPolicy.waiting(
            call,
            scores(at(.5, .5, .5), at(.5, .5, .5)),
            MOMENTS,
            List.of(Rows.unfinished(0.25), Rows.unfinished(0.35)));

    assertEquals(Double.NaN, policy.threshold());
    assertEquals(0.5, policy.cutShare());
  }

  private static double waited(CallPolicy call, double[] row, List<PauseRow> rows) {
    return EndPolicy.waiting(call, scores(row), MOMENTS, rows).meanSeconds();
  }

  @Test
  void aTimerCutsTheLongestPauses() {
    List<PauseRow> rows = new ArrayList<>();
    for (int tenth : List.of(3, 9, 1, 10, 4, 2, 8, 5, 7, 6)) {
      rows.add(Rows.unfinished(tenth / 10.0));
    }
    rows.add(Rows.hold(9));
    rows.add(Rows.shift());

    assertEquals(1.0, EndPolicy.timerSeconds(0, rows));
    assertEquals(0.8, EndPolicy.timerSeconds(0.2, rows));
    assertEquals(0.8, EndPolicy.timerSeconds(0.29, rows), "two of ten, not three");
    assertEquals(0.1, EndPolicy.timerSeconds(1, rows));
  }

  @Test
  void aTimerNeedsUnfinishedHolds() {
    assertEquals(Double.NaN, EndPolicy.timerSeconds(0.05, List.of(Rows.hold(1), Rows.shift())));
  }

  private static double[][] tenthsAndTwoEnds() {
    double[][] byRow = new double[12][];
    for (int i = 0; i < 10; i++) {
      double p = .05 + i / 10.0;
      byRow[i] = at(p, p, p);
    }
    byRow[10] = at(.76, .76, .76);
    byRow[11] = at(.74, .74, .74);
    return scores(byRow);
  }

  private static List<PauseRow> tenHoldsAndTwoShifts() {
    List<PauseRow> rows = new ArrayList<>();
    IntStream.range(0, 10).forEach(i -> rows.add(Rows.unfinished(2.4)));
    rows.add(Rows.shift());
    rows.add(Rows.shift());
    return rows;
  }
}
