package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RankingTest {
  @Test
  void theAucCountsPairsAndTiesAsHalf() {
    // of six pairs two are in order and one is tied
    Ranking r = ranking(new double[] {.9, .5, .2, .7, .5}, true, true, true, false, false);

    assertEquals(2.5 / 6, r.auc(), 1e-12);
  }

  @Test
  void recallStopsBeforeTooManyOthersPass() {
    Ranking r = ranking(new double[] {.9, .8, .7, .6}, true, false, true, false);

    assertEquals(0.5, r.recallAt(0.1));
    assertEquals(1, r.recallAt(0.5));
  }

  @Test
  void theCurveLeadsFromNothingToEverything() {
    List<Point> curve = ranking(new double[] {.9, .8, .7, .6}, true, false, true, false).curve();

    assertEquals(
        List.of(
            new Point(0, 0),
            new Point(0, .5),
            new Point(.5, .5),
            new Point(.5, 1),
            new Point(1, 1)),
        curve);
  }

  @Test
  void aProbabilityIsReliableWhereItComesTrueAsOften() {
    double[] scores = new double[40];
    boolean[] positive = new boolean[40];
    Arrays.fill(scores, .25);
    Arrays.fill(positive, 0, 10, true);

    assertEquals(List.of(new Point(.25, .25)), ranking(scores, positive).reliability());
  }

  @Test
  void anIntervalHoldsTheFigure() {
    double[] scores = new double[300];
    boolean[] positive = new boolean[300];
    for (int i = 0; i < scores.length; i++) {
      positive[i] = i % 3 == 0;
      scores[i] = (i * 37 % 100) / 100.0 + (positive[i] ? .3 : 0);
    }
    Ranking r = ranking(scores, positive);

    assertTrue(r.aucInterval().low() < r.auc() && r.auc() < r.aucInterval().high());
  }

  private static Ranking ranking(double[] scores, boolean... positive) {
    String[] callers = new String[scores.length];
    Arrays.setAll(callers, i -> "caller " + i % 10);
    return new Ranking(scores, positive, callers);
  }
}
