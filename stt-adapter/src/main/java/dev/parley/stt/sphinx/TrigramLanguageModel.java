package dev.parley.stt.sphinx;

import dev.parley.stt.sphinx.DomainDictionary.NumberedWord;
import edu.cmu.sphinx.linguist.WordSequence;
import edu.cmu.sphinx.linguist.language.ngram.LanguageModel;
import edu.cmu.sphinx.util.LogMath;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.Set;

/** The {@link Trigram} as Sphinx wants it: log probabilities in its base. Immutable. */
final class TrigramLanguageModel implements LanguageModel {
  private final Trigram trigram;
  private final LogMath log = LogMath.getLogMath();

  TrigramLanguageModel(Trigram trigram) {
    this.trigram = trigram;
  }

  @Override
  public float getProbability(WordSequence words) {
    int size = words.size();
    int word = number(words, size - 1);
    if (word == Trigram.START) {
      return 0;
    }
    double probability =
        switch (size) {
          case 1 -> trigram.probability(word);
          case 2 -> trigram.probability(number(words, 0), word);
          default -> trigram.probability(number(words, size - 3), number(words, size - 2), word);
        };
    return log.linearToLog(probability);
  }

  @Override
  public float getSmear(WordSequence words) {
    return 0;
  }

  @Override
  public Set<String> getVocabulary() {
    return Set.copyOf(trigram.words());
  }

  @Override
  public int getMaxDepth() {
    return 3;
  }

  @Override
  public void allocate() {}

  @Override
  public void deallocate() {}

  @Override
  public void onUtteranceEnd() {}

  @Override
  public void newProperties(PropertySheet properties) {}

  private static int number(WordSequence words, int index) {
    return ((NumberedWord) words.getWord(index)).number;
  }
}
