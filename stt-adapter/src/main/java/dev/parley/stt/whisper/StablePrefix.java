package dev.parley.stt.whisper;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of the words heard so far will stay: those on which two successive hypotheses of the
 * growing audio agree (LocalAgreement-2). What once was stable stays, whatever later hypotheses
 * say. Not thread-safe; one utterance owns it.
 */
final class StablePrefix {
  private final List<String> stable = new ArrayList<>();
  private List<String> previous = List.of();

  /** What to show for a hypothesis: the stable words, and after them its own. */
  record Shown(List<String> words, int stableWords) {}

  Shown hear(List<String> hypothesis) {
    // where the beginning is heard otherwise now, words can't be counted off against each other
    boolean aligned = agreement(stable, hypothesis) == stable.size();
    int agreed = aligned ? agreement(previous, hypothesis) : 0;
    for (int i = stable.size(); i < agreed; i++) {
      stable.add(surface(hypothesis, i));
    }
    previous = hypothesis;
    return show(hypothesis);
  }

  /**
   * The audio was cut; the words of its first part are settled as given, but for those already
   * stable.
   *
   * @return the settled words; stable ones beyond them belong to the rest of the audio
   */
  List<String> cut(List<String> firstPart) {
    List<String> settled = new ArrayList<>(firstPart);
    int kept = Math.min(stable.size(), settled.size());
    for (int i = 0; i < kept; i++) {
      settled.set(i, stable.get(i));
    }
    stable.subList(0, kept).clear();
    previous = List.of();
    return settled;
  }

  private Shown show(List<String> hypothesis) {
    List<String> words = new ArrayList<>(stable);
    if (hypothesis.size() > stable.size()) {
      words.addAll(hypothesis.subList(stable.size(), hypothesis.size()));
    }
    return new Shown(words, stable.size());
  }

  private static int agreement(List<String> a, List<String> b) {
    int n = Math.min(a.size(), b.size());
    for (int i = 0; i < n; i++) {
      if (!TranscriptText.normalised(a.get(i)).equals(TranscriptText.normalised(b.get(i)))) {
        return i;
      }
    }
    return n;
  }

  // the last word of a hypothesis wears the full stop of an end that was none
  private static String surface(List<String> hypothesis, int i) {
    String word = hypothesis.get(i);
    return i == hypothesis.size() - 1 ? word.replaceAll("[.,!?;:\u2026-]+$", "") : word;
  }
}
