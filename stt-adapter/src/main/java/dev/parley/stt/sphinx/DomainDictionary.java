package dev.parley.stt.sphinx;

import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.Dictionary;
import edu.cmu.sphinx.linguist.dictionary.Pronunciation;
import edu.cmu.sphinx.linguist.dictionary.Word;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of the domain with their phones, as Sphinx wants them. Immutable after construction.
 */
final class DomainDictionary implements Dictionary {
  private static final String NOISE = "[NOISE]";
  private static final String MUMBLE = "[SPEECH]";

  /** A word that knows its number in the {@link Trigram}; -1 for fillers. */
  static final class NumberedWord extends Word {
    final int number;

    NumberedWord(String spelling, Pronunciation[] pronunciations, boolean filler, int number) {
      super(spelling, pronunciations, filler);
      this.number = number;
    }
  }

  private final Map<String, Word> words = new java.util.HashMap<>();

  DomainDictionary(List<String> vocabulary, Pronunciations pronunciations, UnitManager units) {
    for (int i = 0; i < vocabulary.size(); i++) {
      String spelling = vocabulary.get(i);
      if (i == Trigram.START || i == Trigram.END) {
        add(spelling, List.of("SIL"), true, i, units);
      } else {
        addAll(spelling, pronunciations.of(spelling), false, i, units);
      }
    }
    add(SILENCE_SPELLING, List.of("SIL"), true, -1, units);
    add(NOISE, List.of("+NSN+"), true, -1, units);
    add(MUMBLE, List.of("+SPN+"), true, -1, units);
  }

  @Override
  public @Nullable Word getWord(String spelling) {
    return words.get(spelling);
  }

  @Override
  public Word getSentenceStartWord() {
    return filler(SENTENCE_START_SPELLING);
  }

  @Override
  public Word getSentenceEndWord() {
    return filler(SENTENCE_END_SPELLING);
  }

  @Override
  public Word getSilenceWord() {
    return filler(SILENCE_SPELLING);
  }

  @Override
  public Word[] getFillerWords() {
    return new Word[] {
      getSentenceStartWord(), getSentenceEndWord(), getSilenceWord(), filler(NOISE), filler(MUMBLE)
    };
  }

  @Override
  public void allocate() {}

  @Override
  public void deallocate() {}

  @Override
  public void newProperties(PropertySheet properties) {}

  private Word filler(String spelling) {
    return java.util.Objects.requireNonNull(words.get(spelling));
  }

  private void add(
      String spelling, List<String> phones, boolean filler, int number, UnitManager units) {
    addAll(spelling, List.of(phones), filler, number, units);
  }

  private void addAll(
      String spelling, List<List<String>> variants, boolean filler, int number, UnitManager units) {
    Pronunciation[] pronunciations = new Pronunciation[variants.size()];
    for (int i = 0; i < pronunciations.length; i++) {
      Unit[] phones =
          variants.get(i).stream().map(p -> units.getUnit(p, filler)).toArray(Unit[]::new);
      pronunciations[i] = new Pronunciation(phones, null, 1f);
    }
    Word word = new NumberedWord(spelling, pronunciations, filler, number);
    for (Pronunciation pronunciation : pronunciations) {
      pronunciation.setWord(word);
    }
    words.put(spelling, word);
  }
}
