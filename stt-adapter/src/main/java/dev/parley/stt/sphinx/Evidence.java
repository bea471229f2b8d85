package dev.parley.stt.sphinx;

import java.util.List;

/**
 * What speaks for and against a hypothesis.
 *
 * @param meanLoss of the words' path against the phone loop, nats a frame
 * @param worstLoss the same of the worst word
 * @param languageScore mean log probability of the words in the trigram
 * @param knownShare share of the words that were seen with both or all words before them
 * @param words how many
 */
record Evidence(
    double meanLoss, double worstLoss, double languageScore, double knownShare, int words) {

  static Evidence of(Hypothesis hypothesis, Trigram trigram) {
    List<Hypothesis.Spoken> words = hypothesis.words();
    double totalLoss = 0;
    int totalFrames = 0;
    double worst = Double.NEGATIVE_INFINITY;
    double language = 0;
    int known = 0;
    int beforePrevious = -1;
    int previous = Trigram.START;
    for (int i = 0; i <= words.size(); i++) {
      int number = i == words.size() ? Trigram.END : words.get(i).number();
      language += Math.log(trigram.probability(beforePrevious, previous, number));
      known +=
          trigram.depth(beforePrevious, previous, number) >= (beforePrevious < 0 ? 1 : 2) ? 1 : 0;
      beforePrevious = previous;
      previous = number;
      if (i < words.size()) {
        Hypothesis.Spoken word = words.get(i);
        int frames = Math.max(1, word.endFrame() - word.startFrame());
        double loss = loss(hypothesis, word);
        totalLoss += loss;
        totalFrames += frames;
        worst = Math.max(worst, loss / frames);
      }
    }
    return new Evidence(
        totalLoss / Math.max(1, totalFrames),
        worst,
        language / (words.size() + 1),
        (double) known / (words.size() + 1),
        words.size());
  }

  private static double loss(Hypothesis hypothesis, Hypothesis.Spoken word) {
    double path = 0;
    for (int f = word.startFrame(); f < word.endFrame(); f++) {
      path += hypothesis.pathScore(f);
    }
    double loop =
        hypothesis.loopScore(word.endFrame() - 1) - hypothesis.loopScore(word.startFrame() - 1);
    return loop - path;
  }
}
