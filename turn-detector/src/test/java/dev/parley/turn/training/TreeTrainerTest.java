package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parley.turn.model.TreeEnsemble;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** A leaf's value is rate · g / (h + 2), with g and h the sums of its rows' derivatives. */
final class TreeTrainerTest {
  @Test
  void anObviousSplitIsLearned() {
    TreeEnsemble trees = TreeTrainer.train(one(1, 2, 1), steps(i -> i >= 100));

    // half are positive: a base of 0, so 100 rows of ±0.5 and of 0.25 on either side
    assertEquals(3, trees.nodes());
    assertEquals(-50 / 27.0, score(trees, 0.49f), 1e-5);
    assertEquals(50 / 27.0, score(trees, 0.5f), 1e-5);
  }

  @Test
  void theRateShrinksEachStep() {
    TreeEnsemble trees = TreeTrainer.train(one(0.1, 2, 1), steps(i -> i >= 100));

    assertEquals(5 / 27.0, score(trees, 1), 1e-5);
  }

  @Test
  void theNextTreeLearnsWhatTheFirstLeftOver() {
    TreeEnsemble trees =
        TreeTrainer.train(new TreeTrainer.Settings(2, 2, 1, 1, 1, 1), steps(i -> i >= 100));

    double first = 50 / 27.0;
    double p = 1 / (1 + Math.exp(-first));
    double second = 100 * (1 - p) / (100 * p * (1 - p) + 2);
    assertEquals(2, trees.trees());
    assertEquals(first + second, score(trees, 1), 1e-4);
    assertEquals(-first - second, score(trees, 0), 1e-4);
  }

  @Test
  void theBaseIsTheLogOddsOfTheWeights() {
    TrainingTable table = new TrainingTable(1, 2);
    table.add(new float[] {0}, true, 11);
    table.add(new float[] {0}, false, 3);

    TreeEnsemble trees = TreeTrainer.train(new TreeTrainer.Settings(0, 2, 1, 1, 1, 1), table);

    // one is added on either side
    assertEquals(Math.log(12 / 4.0), score(trees, 0), 1e-6);
  }

  @Test
  void aLeafHoldsTheLeastWeightOrMore() {
    // four of a hundred: p = 5/102, so their second derivatives sum up to 0.1865
    TrainingTable table = new TrainingTable(1, 100);
    for (int i = 0; i < 100; i++) {
      table.add(new float[] {i < 4 ? 1 : 0}, i < 4, 1);
    }

    assertEquals(1, TreeTrainer.train(one(1, 2, 0.187), table).nodes());
    assertEquals(3, TreeTrainer.train(one(1, 2, 0.186), table).nodes());
  }

  @Test
  void aTreeHasNoMoreLeavesThanAllowed() {
    TrainingTable table = new TrainingTable(1, 400);
    for (int i = 0; i < 400; i++) {
      int level = i % 4;
      table.add(new float[] {level}, i / 4 % 4 <= level && i % 3 != 0, 1);
    }

    assertEquals(5, TreeTrainer.train(one(1, 3, 1), table).nodes());
    assertEquals(7, TreeTrainer.train(one(1, 4, 1), table).nodes());
    assertEquals(7, TreeTrainer.train(one(1, 99, 1), table).nodes(), "no split without a gain");
  }

  @Test
  void theMostRewardingSplitComesFirst() {
    TrainingTable table = new TrainingTable(2, 200);
    for (int i = 0; i < 200; i++) {
      boolean positive = i >= 100;
      // the first feature is wrong for every twentieth row, the second for every fifth
      table.add(
          new float[] {(i % 20 == 0) == positive ? 0 : 1, (i % 5 == 0) == positive ? 0 : 1},
          positive,
          1);
    }
    TreeEnsemble trees = TreeTrainer.train(one(1, 2, 1), table);

    // 5 of 100 rows on each side are wrong
    assertEquals(45 / 27.0, trees.score(new float[] {1, 0}), 1e-5);
    assertEquals(-45 / 27.0, trees.score(new float[] {0, 1}), 1e-5);
  }

  @Test
  void theSameRowsMakeTheSameTreesThoughTheySeeOnlyAPartEach() {
    TreeTrainer.Settings settings = new TreeTrainer.Settings(30, 8, 0.1, 1, 0.7, 0.6);

    TreeEnsemble once = TreeTrainer.train(settings, noisy());
    TreeEnsemble again = TreeTrainer.train(settings, noisy());

    assertEquals(once.nodes(), again.nodes());
    TrainingTable table = noisy();
    for (int i = 0; i < table.rows(); i++) {
      assertEquals(once.score(row(table, i)), again.score(row(table, i)));
    }
    TreeEnsemble allRows =
        TreeTrainer.train(new TreeTrainer.Settings(30, 8, 0.1, 1, 1, 0.6), noisy());
    assertNotEquals(allRows.score(row(table, 0)), once.score(row(table, 0)));
  }

  @Test
  void aTreeSeesItsShareOfTheFeaturesAndOneAtLeast() {
    TrainingTable table = new TrainingTable(2, 200);
    for (int i = 0; i < 200; i++) {
      table.add(new float[] {i < 100 ? 0 : 1, 7}, i >= 100, 1);
    }

    int trees = 40;
    int half =
        TreeTrainer.train(new TreeTrainer.Settings(trees, 2, 0.01, 1, 1, 0.5), table).nodes();
    int least = TreeTrainer.train(new TreeTrainer.Settings(trees, 2, 0.01, 1, 1, 0), table).nodes();
    int all = TreeTrainer.train(new TreeTrainer.Settings(trees, 2, 0.01, 1, 1, 1), table).nodes();

    // a tree that sees only the second feature is a leaf
    assertEquals(3 * trees, all);
    assertEquals(half, least);
    assertNotEquals(3 * trees, half);
    assertNotEquals(trees, half);
  }

  private static TreeTrainer.Settings one(double rate, int leaves, double minLeafWeight) {
    return new TreeTrainer.Settings(1, leaves, rate, minLeafWeight, 1, 1);
  }

  /** 200 rows; the feature is 0 for the first half, then 1. */
  private static TrainingTable steps(IntPredicate positive) {
    TrainingTable table = new TrainingTable(1, 200);
    for (int i = 0; i < 200; i++) {
      table.add(new float[] {i < 100 ? 0 : 1}, positive.test(i), 1);
    }
    return table;
  }

  private static TrainingTable noisy() {
    TrainingTable table = new TrainingTable(5, 300);
    for (int i = 0; i < 300; i++) {
      float[] features = {i % 7, i % 11, i % 13, i % 17, i % 19};
      table.add(features, features[0] + features[3] + i % 3 > 11, 1 + i % 2);
    }
    return table;
  }

  private static float[] row(TrainingTable table, int row) {
    float[] features = new float[table.features()];
    for (int f = 0; f < features.length; f++) {
      features[f] = table.column(f)[row];
    }
    return features;
  }

  private static double score(TreeEnsemble trees, float feature) {
    return trees.score(new float[] {feature});
  }
}
