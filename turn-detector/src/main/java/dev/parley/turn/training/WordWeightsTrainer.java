package dev.parley.turn.training;

import dev.parley.turn.model.Ngrams;
import dev.parley.turn.model.WordWeights;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Logistic regression over word groups. A group counts only when several callers used it, so a
 * weight tells of the language and not of a person; one thread, reproducible to the bit.
 */
final class WordWeightsTrainer {
  /**
   * @param leastCount examples with the group
   * @param leastGroups callers or meetings with it
   * @param ridge pull towards 0 with each example
   * @param prior pull towards 0 in all examples of a pass together: rare groups feel it most
   */
  record Settings(
      int leastCount, int leastGroups, int passes, double rate, double ridge, double prior) {}

  private static final long SEED = 20_260_402;

  private WordWeightsTrainer() {}

  static WordWeights train(Settings settings, WordExamples examples) {
    double positive = 1;
    for (int i = 0; i < examples.size(); i++) {
      positive += examples.isPositive(i) ? 1 : 0;
    }
    double bias = StrictMath.log(positive / (examples.size() + 2 - positive));
    if (examples.size() == 0) {
      return new WordWeights((float) bias, new int[0], new float[0]);
    }
    float[] ridge = ridge(settings, examples);
    double biasSquares = 1;
    float[] w = new float[Ngrams.KEYS];
    float[] squares = new float[Ngrams.KEYS];
    Arrays.fill(squares, 0.1f);
    SplittableRandom random = new SplittableRandom(SEED);
    int[] order = new int[examples.size()];
    Arrays.setAll(order, i -> i);
    for (int pass = 0; pass < settings.passes(); pass++) {
      shuffle(order, random);
      for (int i : order) {
        double score = bias;
        for (int at = examples.from(i); at < examples.to(i); at++) {
          score += w[examples.key(at)];
        }
        double p = 1 / (1 + StrictMath.exp(-score));
        double g = (examples.isPositive(i) ? 1 : 0) - p;
        biasSquares += g * g;
        bias += settings.rate() * g / Math.sqrt(biasSquares);
        for (int at = examples.from(i); at < examples.to(i); at++) {
          int k = examples.key(at);
          if (ridge[k] >= 0) {
            double gk = g - ridge[k] * w[k];
            squares[k] += (float) (gk * gk);
            w[k] += (float) (settings.rate() * gk / Math.sqrt(squares[k]));
          }
        }
      }
    }
    return sparse((float) bias, w);
  }

  private static WordWeights sparse(float bias, float[] w) {
    int[] keys = new int[w.length];
    float[] weights = new float[w.length];
    int n = 0;
    for (int k = 0; k < w.length; k++) {
      // two digits: smaller files, no loss that could be measured
      float rounded = Math.round(w[k] * 100) / 100f;
      if (rounded != 0) {
        keys[n] = k;
        weights[n++] = rounded;
      }
    }
    return new WordWeights(bias, Arrays.copyOf(keys, n), Arrays.copyOf(weights, n));
  }

  /** The pull on each group's weight; negative for those too rare to count. */
  private static float[] ridge(Settings settings, WordExamples examples) {
    int[] counts = new int[Ngrams.KEYS];
    int[] groups = new int[Ngrams.KEYS];
    int[] lastGroup = new int[Ngrams.KEYS];
    Arrays.fill(lastGroup, -1);
    for (int i = 0; i < examples.size(); i++) {
      for (int at = examples.from(i); at < examples.to(i); at++) {
        int k = examples.key(at);
        counts[k]++;
        if (lastGroup[k] != examples.group(i)) {
          lastGroup[k] = examples.group(i);
          groups[k]++;
        }
      }
    }
    float[] ridge = new float[Ngrams.KEYS];
    for (int k = 0; k < ridge.length; k++) {
      boolean known = counts[k] >= settings.leastCount() && groups[k] >= settings.leastGroups();
      ridge[k] = known ? (float) (settings.ridge() + settings.prior() / counts[k]) : -1;
    }
    return ridge;
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }
}
