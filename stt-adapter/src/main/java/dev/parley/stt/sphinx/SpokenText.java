package dev.parley.stt.sphinx;

import java.util.ArrayList;
import java.util.List;

/** Recognised words as people write them: "two thirty p m" becomes "two thirty pm". */
final class SpokenText {
  private SpokenText() {}

  static List<Hypothesis.Spoken> written(List<Hypothesis.Spoken> words) {
    List<Hypothesis.Spoken> written = new ArrayList<>();
    for (Hypothesis.Spoken word : words) {
      int last = written.size() - 1;
      if (last >= 0 && isHalfDay(written, last, word.text())) {
        Hypothesis.Spoken letter = written.remove(last);
        written.add(
            new Hypothesis.Spoken(
                letter.text() + word.text(), word.number(), letter.startFrame(), word.endFrame()));
      } else {
        written.add(word);
      }
    }
    return written;
  }

  static String text(List<Hypothesis.Spoken> words) {
    return String.join(" ", words.stream().map(Hypothesis.Spoken::text).toList());
  }

  // "a m" needs something before it; "p m" is nothing else
  private static boolean isHalfDay(List<Hypothesis.Spoken> before, int last, String word) {
    String letter = before.get(last).text();
    return word.equals("m") && (letter.equals("p") || (letter.equals("a") && last > 0));
  }
}
