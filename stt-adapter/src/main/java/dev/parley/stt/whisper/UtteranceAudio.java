package dev.parley.stt.whisper;

import java.util.Arrays;

/**
 * The audio of an utterance that is not settled yet. Positions count from the utterance's first
 * sample. Not thread-safe; the recognition owns it.
 */
final class UtteranceAudio {
  private static final int USUAL = 8 * NativeDecoder.SAMPLE_RATE_HZ;

  private short[] samples = new short[USUAL];
  private int length;
  private int start;

  void append(short[] more) {
    if (length + more.length > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(2 * samples.length, length + more.length));
    }
    System.arraycopy(more, 0, samples, length, more.length);
    length += more.length;
  }

  /** First position that is still held. */
  int start() {
    return start;
  }

  /** Position after the last sample. */
  int end() {
    return start + length;
  }

  int unsettled() {
    return length;
  }

  short[] copy() {
    return Arrays.copyOf(samples, length);
  }

  /** Forgets what lies before the position. */
  void settle(int position) {
    int drop = position - start;
    System.arraycopy(samples, drop, samples, 0, length - drop);
    length -= drop;
    start = position;
  }

  /** Whether there is no speech from the position on. */
  boolean isQuietSince(int position) {
    return Loudness.voicedMillis(samples, Math.max(0, position - start), length) == 0;
  }
}
