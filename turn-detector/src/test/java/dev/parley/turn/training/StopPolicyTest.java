package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StopPolicyTest {
  private static final double[] MOMENTS = {0.2, 0.4, 0.6};

  @Test
  void theBotStopsAtTheFirstMomentThatReachesTheThreshold() {
    double[][] scores = {
      {.9, .1, .1, .1},
      {.1, .5, .1, .1},
      {.9, .9, .7, .4}
    };
    StopPolicy policy = StopPolicy.at(0.5, scores, MOMENTS, rows("interrupt", 4));

    assertEquals(0.5, policy.threshold());
    assertEquals(3 / 4.0, policy.recall());
    // stops at 0.2, 0.4 and 0.6 s
    assertEquals(0.4, policy.medianSeconds());
    assertEquals(0.6, policy.slowSeconds());
  }

  @Test
  void eachKindOfSoundHasItsShare() {
    List<OverlapRow> rows = new ArrayList<>();
    rows.addAll(rows("interrupt", 1));
    rows.addAll(rows("backchannel", 4));
    rows.addAll(rows("nonspeech", 2));
    rows.addAll(rows("unclear", 3));
    double[][] scores = {
      {.1, .9, .1, .1, .1, .9, .1, .9, .9, .9},
      {.9, .9, .1, .1, .1, .1, .1, .9, .9, .9},
      {.9, .9, .9, .9, .1, .1, .1, .9, .9, .9}
    };

    StopPolicy policy = StopPolicy.at(0.5, scores, MOMENTS, rows);

    assertEquals(1, policy.recall());
    assertEquals(3 / 4.0, policy.backchannelStops());
    assertEquals(1 / 2.0, policy.noiseStops());
    assertEquals(0.4, policy.medianSeconds(), "only interruptions have a time");
  }

  @Test
  void nineOfTenStopsComeBeforeTheSlowOne() {
    double[] moments = {.1, .2, .3, .4, .5, .6, .7, .8, .9, 1.0};
    double[][] scores = new double[10][10];
    for (int i = 0; i < 10; i++) {
      scores[i][i] = 1;
    }

    StopPolicy policy = StopPolicy.at(0.5, scores, moments, rows("interrupt", 10));

    assertEquals(1.0, policy.slowSeconds());
    assertEquals(0.6, policy.medianSeconds());
  }

  @Test
  void withoutStopsThereIsNoTime() {
    StopPolicy policy = StopPolicy.at(0.5, new double[3][1], MOMENTS, rows("interrupt", 1));

    assertEquals(0, policy.recall());
    assertEquals(0, policy.backchannelStops());
    assertEquals(Double.NaN, policy.medianSeconds());
    assertEquals(Double.NaN, policy.slowSeconds());
  }

  @Test
  void falseStopsAreCountedByTheHighestProbabilityOfAnyMoment() {
    // the backchannels' highest are 0.1 … 0.9 and 1, each at another moment
    double[][] scores = new double[3][12];
    for (int i = 0; i < 10; i++) {
      scores[i % 3][i] = (i + 1) / 10.0;
    }
    scores[2][10] = 0.81;
    scores[2][11] = 0.8;
    List<OverlapRow> rows = new ArrayList<>(rows("backchannel", 10));
    rows.addAll(rows("interrupt", 2));

    StopPolicy policy = StopPolicy.atFalseStops(0.2, scores, MOMENTS, rows);

    // two may stop the bot, so the third highest must not reach the threshold
    assertEquals(Math.nextUp(0.8), policy.threshold());
    assertEquals(2 / 10.0, policy.backchannelStops());
    assertEquals(1 / 2.0, policy.recall());
  }

  @Test
  void noFalseStopAllowedMeansAThresholdAboveAll() {
    double[][] scores = {{.3, .7}, {.2, .1}, {.1, .1}};

    assertEquals(
        Math.nextUp(0.7),
        StopPolicy.atFalseStops(0, scores, MOMENTS, rows("nonspeech", 2)).threshold());
  }

  @Test
  void soundsWithTheSameProbabilityAllStopItOrNoneDoes() {
    double[][] scores = {{.7, .7, .7, .7, .2}, new double[5], new double[5]};

    StopPolicy policy = StopPolicy.atFalseStops(0.4, scores, MOMENTS, rows("backchannel", 5));

    assertEquals(0, policy.backchannelStops());
  }

  @Test
  void withInterruptionsAloneTheThresholdIsOneHalf() {
    double[][] scores = {{.5, .4}, new double[2], new double[2]};

    StopPolicy policy = StopPolicy.atFalseStops(0.1, scores, MOMENTS, rows("interrupt", 2));

    assertEquals(0.5, policy.threshold());
    assertEquals(0.5, policy.recall());
  }

  @Test
  void whereEverySoundMayStopItAnyDoes() {
    double[][] scores = {{0, .7}, new double[2], new double[2]};

    StopPolicy policy = StopPolicy.atFalseStops(1, scores, MOMENTS, rows("backchannel", 2));

    assertEquals(1, policy.backchannelStops());
  }

  private static List<OverlapRow> rows(String label, int count) {
    return Collections.nCopies(count, Rows.overlap(label));
  }
}
