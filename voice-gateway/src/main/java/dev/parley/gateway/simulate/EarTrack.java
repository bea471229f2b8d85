package dev.parley.gateway.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What reached the caller's ear, millisecond by millisecond. Mutable. */
final class EarTrack {
  /** A stretch of time, ms; the end is exclusive. */
  record Stretch(long start, long end) {
    long millis() {
      return end - start;
    }

    /** What lies between this one and a later one. */
    Stretch until(Stretch later) {
      long silence = end;
      return new Stretch(silence, later.start);
    }
  }

  /** Below the full voice by more than the noise of a ramp, and above silence. */
  private static final double LOW = 0.6;

  /** Shorter than this it is the ramp of a beginning voice, not a lowered one. */
  private static final long SHORTEST_DUCK = 20;

  private final int fullVoice;
  private long[] answers = new long[1_024];
  private int[] loudness = new int[1_024];
  private int millis;

  EarTrack(int fullVoice) {
    this.fullVoice = fullVoice;
  }

  /** The next millisecond; answer 0 = silence. */
  void add(long answer, int peak) {
    if (millis == answers.length) {
      answers = Arrays.copyOf(answers, 2 * millis);
      loudness = Arrays.copyOf(loudness, 2 * millis);
    }
    answers[millis] = peak > 0 ? answer : 0;
    loudness[millis++] = peak;
  }

  int millis() {
    return millis;
  }

  boolean isAudible(long at) {
    return at < millis && answers[(int) at] != 0;
  }

  /** The stretches in which the answer was audible. */
  List<Stretch> heard(long answer) {
    List<Stretch> all = new ArrayList<>();
    for (int i = 0; i < millis; i++) {
      if (answers[i] == answer) {
        int start = i;
        while (i < millis && answers[i] == answer) {
          i++;
        }
        all.add(new Stretch(start, i));
      }
    }
    return all;
  }

  /** The stretches in which the voice was lowered. */
  List<Stretch> lowered() {
    List<Stretch> all = new ArrayList<>();
    for (int i = 0; i < millis; i++) {
      if (isLow(i)) {
        int start = i;
        while (i < millis && isLow(i)) {
          i++;
        }
        if (i - start >= SHORTEST_DUCK) {
          all.add(new Stretch(start, i));
        }
      }
    }
    return all;
  }

  boolean isLow(int at) {
    return at < millis && answers[at] != 0 && loudness[at] < LOW * fullVoice;
  }
}
