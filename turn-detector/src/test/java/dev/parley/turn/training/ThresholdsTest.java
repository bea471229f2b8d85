package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.turn.model.Calibration;
import dev.parley.turn.model.OverlapFeatures;
import dev.parley.turn.model.OverlapWords;
import dev.parley.turn.model.PauseFeatures;
import dev.parley.turn.model.ThresholdNames;
import dev.parley.turn.model.TreeEnsemble;
import dev.parley.turn.model.TurnModel;
import dev.parley.turn.model.WordWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Twenty rows that must not be acted on, and a model that finds each likelier than the last. */
final class ThresholdsTest {
  private static final int ROWS = 20;
  private static final int BOT_TURN = 12;
  private static final int TURN = 8;
  private static final WordWeights NO_WORDS = new WordWeights(0, new int[0], new float[0]);
  private static final TurnModel MODEL =
      new TurnModel(
          Map.of("name", "hall"),
          List.of(),
          new OverlapWords(NO_WORDS, NO_WORDS, NO_WORDS, NO_WORDS),
          NO_WORDS,
          NO_WORDS,
          NO_WORDS,
          growing(BOT_TURN),
          growing(BOT_TURN),
          growing(TURN),
          Map.of("stop-at-noon", 0.5f));

  @Test
  void stopsAreSetToTenAndToFivePercentOfTheFalseOnes() {
    List<OverlapRow> rows = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      rows.add(Rows.overlap(i % 2 == 0 ? "backchannel" : "nonspeech", i));
    }
    // what the figures leave out counts neither way
    rows.add(Rows.overlap("unclear", ROWS));
    rows.add(Rows.overlap("interrupt", ROWS));
    Corpora corpora = new Corpora(Map.of("hall", rows), Map.of(), List.of());

    TurnModel set = Thresholds.set(MODEL, ModelByRow.one(MODEL), corpora);

    assertEquals(
        Map.of(
            ThresholdNames.STOP, leastAbove(interruption(18)),
            ThresholdNames.STOP_SURE, leastAbove(interruption(19))),
        set.thresholds());
  }

  @Test
  void endsAreSetToFiveAndToTenPercentOfTheCuts() {
    List<PauseRow> rows = new ArrayList<>();
    for (int i = 1; i <= ROWS; i++) {
      rows.add(Rows.unfinishedAfter(i));
    }
    rows.add(Rows.shift());
    Corpora corpora = new Corpora(Map.of(), Map.of("hall", rows), List.of());

    TurnModel set = Thresholds.set(MODEL, ModelByRow.one(MODEL), corpora);

    assertEquals(
        Map.of(
            ThresholdNames.END, leastAbove(turnOver(19)),
            ThresholdNames.END_EARLY, leastAbove(turnOver(18))),
        set.thresholds());
  }

  @Test
  void nothingElseOfTheModelChanges() {
    Corpora nothing = new Corpora(Map.of(), Map.of(), List.of());

    assertEquals(
        MODEL.withThresholds(Map.of()), Thresholds.set(MODEL, ModelByRow.one(MODEL), nothing));
  }

  /** Log odds of -2.5 and 0.3 more for each second of a feature. */
  private static TurnModel.Judge growing(int feature) {
    int[] roots = new int[ROWS];
    int[] features = new int[3 * ROWS];
    float[] values = new float[3 * ROWS];
    int[] right = new int[3 * ROWS];
    Arrays.fill(features, -1);
    for (int i = 0; i < ROWS; i++) {
      int node = 3 * i;
      roots[i] = node;
      features[node] = feature;
      values[node] = i + 1;
      right[node] = node + 2;
      values[node + 2] = 0.3f;
    }
    return new TurnModel.Judge(
        new TreeEnsemble(-2.5f, roots, features, values, right), Calibration.none());
  }

  private static double interruption(int seconds) {
    float[] features = new float[OverlapFeatures.COUNT];
    features[BOT_TURN] = seconds;
    return MODEL.interruption().probability(features);
  }

  private static double turnOver(int seconds) {
    float[] features = new float[PauseFeatures.COUNT];
    features[TURN] = seconds;
    return MODEL.turnOver().probability(features);
  }

  /** What a model file can hold. */
  private static float leastAbove(double probability) {
    float nearest = (float) probability;
    return nearest > probability ? nearest : Math.nextUp(nearest);
  }
}
