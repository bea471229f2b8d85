package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.turn.model.WordWeights;
import org.junit.jupiter.api.Test;

final class WordWeightsTrainerTest {
  private static final int RARE = 1;
  private static final int COMMON = 2;

  @Test
  void thePriorPullsRareGroupsMore() {
    WordWeights free = train(0);
    WordWeights pulled = train(20);

    assertTrue(kept(free, pulled, RARE) < kept(free, pulled, COMMON));
  }

  private static double kept(WordWeights free, WordWeights pulled, int key) {
    return evidence(pulled, key) / evidence(free, key);
  }

  /** How far the key moves the score from where no key leaves it. */
  private static double evidence(WordWeights weights, int key) {
    return weights.score(new int[] {key}, 1) - weights.score(new int[0], 0);
  }

  private static WordWeights train(double prior) {
    WordExamples examples = new WordExamples();
    for (int i = 0; i < 600; i++) {
      int group = i / 60;
      boolean isPositive = i % 3 == 0;
      int[] key = {isPositive ? (i % 60 == 0 ? RARE : COMMON) : 3};
      examples.add(key, 1, isPositive, group);
    }
    return WordWeightsTrainer.train(
        new WordWeightsTrainer.Settings(5, 3, 20, 0.1, 0, prior), examples);
  }
}
