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

  @Test
  void withoutPairsThereIsNoAuc() {
    assertEquals(Double.NaN, ranking(new double[] {.9, .1}, true, true).auc());
    assertEquals(Double.NaN, ranking(new double[] {.9, .1}, false, false).auc());
    assertEquals(Double.NaN, ranking(new double[] {.9, .1}, false, false).recallAt(0.1));
    assertEquals(Double.NaN, ranking(new double[0]).auc());
  }

  @Test
  void rowsWithTheSameScorePassTogetherOrNotAtAll() {
    Ranking r = ranking(new double[] {.9, .8, .8, .7}, true, false, true, false);

    assertEquals(0.5, r.recallAt(0.49));
    assertEquals(1, r.recallAt(0.5));
  }

  @Test
  void recallWithoutFalseOnesIsWhatLiesAboveThemAll() {
    Ranking r = ranking(new double[] {.9, .85, .8, .7}, true, true, false, true);

    assertEquals(2 / 3.0, r.recallAt(0));
    assertEquals(1, r.recallAt(1));
  }

  @Test
  void f1CountsAScoreAtTheThreshold() {
    Ranking r = ranking(new double[] {.9, .5, .4}, true, false, true);

    // 1 hit, 2 stopped, 2 wanted; then 1 hit, 1 stopped; then 2 hits, 3 stopped
    assertEquals(2 / 4.0, r.f1(0.5));
    assertEquals(2 / 3.0, r.f1(Math.nextUp(0.5)));
    assertEquals(4 / 5.0, r.f1(0.4));
  }

  @Test
  void f1OfNothingWantedAndNothingStoppedIsZero() {
    assertEquals(0, ranking(new double[] {.1}, false).f1(0.5));
  }

  @Test
  void tiedRowsAreOnePointOfTheCurve() {
    assertEquals(
        List.of(new Point(0, 0), new Point(1, 1)),
        ranking(new double[] {.5, .5, .5}, true, false, false).curve());
  }

  @Test
  void aCurveHasNoPointsThatNobodyCouldTellApart() {
    double[] scores = new double[1025];
    boolean[] positive = new boolean[1025];
    for (int i = 0; i < 1025; i++) {
      scores[i] = i;
    }
    positive[1024] = true;

    List<Point> curve = ranking(scores, positive).curve();

    // half a percent of 1024 is six rows or fewer: 170 points, the rest, and two at the left edge
    assertEquals(List.of(new Point(0, 0), new Point(0, 1)), curve.subList(0, 2));
    assertEquals(new Point(6 / 1024.0, 1), curve.get(2));
    assertEquals(new Point(1, 1), curve.getLast());
    assertEquals(173, curve.size());
  }

  @Test
  void aTenthBeginsAtItsLowerEdgeAndTheLastHoldsOne() {
    double[] scores = new double[60];
    boolean[] positive = new boolean[60];
    Arrays.fill(scores, 0, 20, .4375);
    Arrays.fill(scores, 20, 40, .5);
    Arrays.fill(scores, 40, 60, 1);
    Arrays.fill(positive, 30, 60, true);

    assertEquals(
        List.of(new Point(.4375, 0), new Point(.5, .5), new Point(1, 1)),
        ranking(scores, positive).reliability());
  }

  @Test
  void fewerThanTwentyRowsOfATenthTellNothing() {
    double[] scores = new double[39];
    Arrays.fill(scores, 20, 39, .75);

    assertEquals(List.of(new Point(0, 0)), ranking(scores, new boolean[39]).reliability());
  }

  @Test
  void resamplesAreOfCallersAndNotOfRows() {
    double[] scores = {.9, .1, .8, .2, .4, .6};
    boolean[] positive = {true, false, false, true, true, false};

    // one caller is always drawn whole
    Interval whole =
        new Ranking(scores, positive, new String[] {"a", "a", "a", "a", "a", "a"}).aucInterval();
    assertEquals(new Interval(5 / 9.0, 5 / 9.0), whole);
  }

  @Test
  void resamplesWithoutBothKindsAreLeftOut() {
    Ranking r =
        new Ranking(new double[] {.9, .1}, new boolean[] {true, false}, new String[] {"a", "b"});

    assertEquals(new Interval(1, 1), r.aucInterval());
    assertEquals(new Interval(1, 1), r.recallInterval(0));
  }

  @Test
  void withoutAFigureThereIsNoInterval() {
    Ranking r = ranking(new double[] {.9, .1}, true, true);

    assertEquals(new Interval(Double.NaN, Double.NaN), r.aucInterval());
  }

  private static Ranking ranking(double[] scores, boolean... positive) {
    String[] callers = new String[scores.length];
    Arrays.setAll(callers, i -> "caller " + i % 10);
    return new Ranking(scores, positive, callers);
  }
}
