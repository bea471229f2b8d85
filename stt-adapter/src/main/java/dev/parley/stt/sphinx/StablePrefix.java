package dev.parley.stt.sphinx;

import java.util.ArrayList;
import java.util.List;

/**
 * Which words of the partials of an utterance stand: those two successive hypotheses agree on, the
 * newest word excepted. What stands is never taken back. Mutable, owned by one utterance.
 */
final class StablePrefix {
  private List<String> stable = List.of();
  private List<String> previous = List.of();

  /**
   * @return the words to show: what stands, then the rest of the hypothesis
   */
  List<String> accept(List<String> hypothesis) {
    int agreed = 0;
    int limit = Math.min(previous.size(), hypothesis.size()) - 1;
    while (agreed < limit && previous.get(agreed).equals(hypothesis.get(agreed))) {
      agreed++;
    }
    previous = List.copyOf(hypothesis);
    List<String> shown = new ArrayList<>(stable);
    if (hypothesis.size() > stable.size()) {
      shown.addAll(hypothesis.subList(stable.size(), hypothesis.size()));
    }
    if (agreed > stable.size() && hypothesis.subList(0, stable.size()).equals(stable)) {
      stable = List.copyOf(hypothesis.subList(0, agreed));
    }
    return shown;
  }

  /** How many words stand. */
  int words() {
    return stable.size();
  }
}
