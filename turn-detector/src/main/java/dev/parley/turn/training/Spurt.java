package dev.parley.turn.training;

import dev.parley.turn.model.Tokens;
import java.util.ArrayList;
import java.util.List;

/** What a speaker says without a silence of a second: the first word is an onset. */
record Spurt(List<SpokenWord> words) {
  private static final double SILENCE_SECONDS = 1;

  /** The spurts of one speaker; sounds that are no words are left out. */
  static List<Spurt> of(List<SpokenWord> line) {
    List<Spurt> spurts = new ArrayList<>();
    List<SpokenWord> words = new ArrayList<>();
    Tokens token = new Tokens();
    for (SpokenWord word : line) {
      token.clear();
      token.add(word.token());
      if (token.count() == 0) {
        continue;
      }
      if (!words.isEmpty() && word.start() - words.getLast().end() >= SILENCE_SECONDS) {
        spurts.add(new Spurt(words));
        words = new ArrayList<>();
      }
      words.add(word);
    }
    if (!words.isEmpty()) {
      spurts.add(new Spurt(words));
    }
    return spurts;
  }

  double start() {
    return words.getFirst().start();
  }

  double end() {
    return words.getLast().end();
  }
}
