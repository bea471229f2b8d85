package dev.parley.tts.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words found so far. Mutable, of one preparation. */
final class Draft {
  private final List<SpokenWord> words = new ArrayList<>();

  /** Adds words parted by blanks that all come from one place. */
  void say(String spoken, int startChar, int endChar) {
    for (String word : spoken.split(" ")) {
      if (!word.isEmpty()) {
        words.add(new SpokenWord(word, startChar, endChar, Break.NONE));
      }
    }
  }

  /** Adds letters one by one. */
  void spell(String letters, int startChar, int endChar) {
    letters
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .forEach(letter -> say(Character.toString(letter), startChar, endChar));
  }

  /** Parts what was said from what comes; the stronger of two breaks stays. */
  void pause(Break pause) {
    if (!words.isEmpty()) {
      int last = words.size() - 1;
      if (words.get(last).after().compareTo(pause) < 0) {
        words.set(last, words.get(last).before(pause));
      }
    }
  }

  boolean endsWith(String word) {
    return !words.isEmpty()
        && words.get(words.size() - 1).after() == Break.NONE
        && words.get(words.size() - 1).text().equalsIgnoreCase(word);
  }

  boolean endsWithName() {
    if (words.isEmpty()) {
      return false;
    }
    SpokenWord last = words.get(words.size() - 1);
    return last.after() == Break.NONE && Character.isUpperCase(last.text().charAt(0));
  }

  SpokenText done() {
    return new SpokenText(words);
  }
}
