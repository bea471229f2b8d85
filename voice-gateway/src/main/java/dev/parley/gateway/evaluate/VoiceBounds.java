package dev.parley.gateway.evaluate;

import java.util.Arrays;

/**
 * Where the voice begins and ends in a recording, in 20 ms frames. Whole-file energy, not a live
 * detector: the yardstick must not depend on what is measured.
 *
 * @param firstFrame first voiced frame
 * @param endFrame one after the last voiced frame
 */
public record VoiceBounds(int firstFrame, int endFrame) {
  public static final int FRAME_SAMPLES = 320;

  /** Quieter than this below the loud parts is breath, room or hiss, not the end of a word. */
  private static final double BELOW_LOUD_DB = 35;

  private static final double ABOVE_NOISE_DB = 8;

  /** A click of one frame is not a voice. */
  private static final int SHORTEST_RUN = 2;

  /** The whole recording when nothing stands out. */
  public static VoiceBounds of(short[] samples) {
    int frames = Math.max(1, (samples.length + FRAME_SAMPLES - 1) / FRAME_SAMPLES);
    double[] levels = new double[frames];
    for (int i = 0; i < frames; i++) {
      levels[i] = levelDb(samples, i * FRAME_SAMPLES);
    }
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double loud = sorted[(int) (0.95 * (frames - 1))];
    double noise = sorted[(int) (0.05 * (frames - 1))];
    // where even the quiet frames are loud, the recording was cut at the voice and has no noise
    // floor
    double threshold =
        noise > loud - 20
            ? loud - BELOW_LOUD_DB
            : Math.max(loud - BELOW_LOUD_DB, Math.min(noise + ABOVE_NOISE_DB, loud - 15));
    int first = -1;
    int end = -1;
    int run = 0;
    for (int i = 0; i < frames; i++) {
      run = levels[i] >= threshold ? run + 1 : 0;
      if (run >= SHORTEST_RUN) {
        first = first < 0 ? i - SHORTEST_RUN + 1 : first;
        end = i + 1;
      }
    }
    return first < 0 ? new VoiceBounds(0, frames) : new VoiceBounds(first, end);
  }

  private static double levelDb(short[] samples, int from) {
    int to = Math.min(samples.length, from + FRAME_SAMPLES);
    double sum = 1;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return 10 * Math.log10(sum / FRAME_SAMPLES);
  }
}
