package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.turn.model.WordWeights;
import org.junit.jupiter.api.Test;

final class WordWeightsTrainerTest {
  private static final int COMMON = 1;
  private static final int RARE = 2;
  private static final int OTHER = 3;

  @Test
  void thePriorHoldsARareGroupBackMoreThanACommonOne() {
    WordWeights weights = WordWeightsTrainer.train(settings(20), examples());

    double common = weight(weights, COMMON);
    double rare = weight(weights, RARE);
    assertTrue(common > 2 * rare, common + " against " + rare);
    assertTrue(rare > 0);
  }

  @Test
  void withoutThePriorARareGroupIsBelieved() {
    double shrunk = weight(WordWeightsTrainer.train(settings(20), examples()), RARE);

    assertTrue(weight(WordWeightsTrainer.train(settings(0), examples()), RARE) > shrunk);
  }

  @Test
  void theSameExamplesMakeTheSameWeights() {
    WordWeights once = WordWeightsTrainer.train(settings(20), examples());
    WordWeights again = WordWeightsTrainer.train(settings(20), examples());

    assertEquals(weight(once, COMMON), weight(again, COMMON));
    assertEquals(weight(once, OTHER), weight(again, OTHER));
  }

  /** Both groups are always positive; one has many more examples. */
  private static WordExamples examples() {
    WordExamples examples = new WordExamples();
    for (int i = 0; i < 400; i++) {
      examples.add(new int[] {COMMON}, 1, true, i);
      examples.add(new int[] {OTHER}, 1, false, i);
      if (i % 50 == 0) {
        examples.add(new int[] {RARE}, 1, true, i);
      }
    }
    return examples;
  }

  private static WordWeightsTrainer.Settings settings(double prior) {
    return new WordWeightsTrainer.Settings(5, 3, 6, 0.1, 0, prior);
  }

  private static double weight(WordWeights weights, int key) {
    return weights.score(new int[] {key}, 1) - weights.score(new int[0], 0);
  }
}
