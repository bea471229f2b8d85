package dev.parley.stt.whisper;

/** Where audio is loud enough to hold speech. The caller's voice activity detection has the say. */
final class Loudness {
  private static final int FRAME = NativeDecoder.SAMPLE_RATE_HZ / 50;
  private static final int FRAME_MILLIS = 20;
  // -55 dBFS: below what a telephone line brings of anybody, above digital silence and dither
  private static final double SPEECH_RMS = 58;

  private Loudness() {}

  /** Sum of the 20 ms frames in [from, to) that are loud. */
  static int voicedMillis(short[] samples, int from, int to) {
    int loud = 0;
    for (int at = from; at + FRAME <= to; at += FRAME) {
      loud += energy(samples, at, FRAME) > SPEECH_RMS * SPEECH_RMS * FRAME ? 1 : 0;
    }
    return loud * FRAME_MILLIS;
  }

  /** Middle of the quietest 200 ms that lie in [from, to). */
  static int quietestGap(short[] samples, int from, int to) {
    int gap = 10;
    int frames = (to - from) / FRAME;
    if (frames <= gap) {
      return from + (to - from) / 2;
    }
    double[] energies = new double[frames];
    for (int i = 0; i < frames; i++) {
      energies[i] = energy(samples, from + i * FRAME, FRAME);
    }
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i + gap <= frames; i++) {
      double sum = 0;
      for (int j = i; j < i + gap; j++) {
        sum += energies[j];
      }
      // of equals the last: more is settled at once
      if (sum <= least) {
        least = sum;
        best = i;
      }
    }
    return from + (best + gap / 2) * FRAME;
  }

  /**
   * Where speech begins again, at or after {@code from}, after a stretch of at least {@code millis}
   * without any; -1 = nowhere.
   */
  static int endOfPause(short[] samples, int from, int to, int millis) {
    int quiet = 0;
    boolean speechBefore = false;
    for (int at = 0; at + FRAME <= to; at += FRAME) {
      if (energy(samples, at, FRAME) <= SPEECH_RMS * SPEECH_RMS * FRAME) {
        quiet++;
        continue;
      }
      if (speechBefore && at >= from && quiet * FRAME_MILLIS >= millis) {
        return at;
      }
      speechBefore = true;
      quiet = 0;
    }
    return -1;
  }

  private static double energy(short[] samples, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum;
  }
}
