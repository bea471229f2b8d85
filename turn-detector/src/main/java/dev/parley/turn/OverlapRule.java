package dev.parley.turn;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * How likely a sound over the bot is an interruption, by its length and its words alone. The
 * figures are the shares of interruptions among 7,129 overlaps of the ICSI meetings (Janin et al.
 * 2003), except for the words with which people stop a machine.
 */
public final class OverlapRule {
  // of the sounds that still went on after so many ms, words unknown
  private static final int[] SOUND_MILLIS = {200, 300, 400, 500, 600, 800, 1_000, 1_200, 1_500};
  private static final double[] STILL_SOUNDING = {.37, .45, .56, .66, .74, .83, .88, .92, .96};

  // of the sounds that were over after less than so many ms, words unknown
  private static final int[] ENDED_BEFORE_MILLIS = {600, 800, 1_000, 1_500, Integer.MAX_VALUE};
  private static final double[] ENDED = {.1, .26, .45, .74, .97};

  /** It goes on after a word of agreement. */
  private static final double AFTER_AGREEMENT = .65;

  // it goes on, or is over, with so many words that aren't agreement
  private static final double[] SOUNDING_AFTER_WORDS = {AFTER_AGREEMENT, .91, .95};
  private static final double[] ENDED_AFTER_WORDS = {.01, .1, .17, .94};
  private static final double STOP = .95;

  private static final Set<String> AGREEMENT =
      Set.of(
          "mm-hmm", "mhm", "mm", "hmm", "hm", "uh-huh", "uhuh", "uh", "um", "ah", "oh", "huh",
          "yeah", "yep", "yup", "yes", "okay", "ok", "right", "sure", "true", "exactly", "wow",
          "cool", "good", "great", "nice", "fine", "i", "see");

  private static final Set<String> STOPS =
      Set.of(
          "stop", "wait", "no", "hold", "cancel", "enough", "sorry", "excuse", "hang", "quiet",
          "hello");

  private OverlapRule() {}

  /**
   * @param soundMillis how long the sound has lasted
   * @param sounding whether it goes on
   * @param words what is known of its words; empty when nothing is
   */
  public static double interruption(int soundMillis, boolean sounding, String words) {
    String[] said =
        Arrays.stream(words.toLowerCase(Locale.ROOT).split("[^\\p{L}'-]+"))
            .filter(w -> !w.isEmpty())
            .toArray(String[]::new);
    if (Arrays.stream(said).anyMatch(STOPS::contains)) {
      return STOP;
    }
    if (said.length == 0) {
      return sounding ? stillSounding(soundMillis) : ended(soundMillis);
    }
    double[] afterWords = sounding ? SOUNDING_AFTER_WORDS : ENDED_AFTER_WORDS;
    int others = (int) Arrays.stream(said).filter(w -> !AGREEMENT.contains(w)).count();
    return afterWords[Math.min(others, afterWords.length - 1)];
  }

  private static double ended(int millis) {
    int i = 0;
    while (millis >= ENDED_BEFORE_MILLIS[i]) {
      i++;
    }
    return ENDED[i];
  }

  private static double stillSounding(int millis) {
    double p = STILL_SOUNDING[0];
    for (int i = 0; i < SOUND_MILLIS.length && millis >= SOUND_MILLIS[i]; i++) {
      p = STILL_SOUNDING[i];
    }
    return p;
  }
}
