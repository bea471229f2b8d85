package dev.parley.stt.sphinx;

import java.util.Arrays;

/**
 * How periodic the sound is at the pitches of human voices, frame by frame: the peak of the
 * normalised autocorrelation. Mutable, owned by one utterance; its frames begin where those of
 * {@link Cepstra} do and are never behind them.
 */
final class Voicing {
  // at a quarter of the rate: 4 kHz holds what pitch needs and costs a sixteenth
  private static final int DECIMATION = 4;
  private static final int SHIFT = 40;
  private static final int WINDOW = 50;
  private static final int SHORTEST_LAG = 10; // 400 Hz
  private static final int LONGEST_LAG = 50; // 80 Hz
  private static final int SPAN = WINDOW + LONGEST_LAG;
  // dither of digital silence must not look like a hum
  private static final float ENERGY_FLOOR = WINDOW * 10f;

  private final float[] span = new float[SPAN];
  private int filled;
  private int gathered;
  private float sum;

  private float[] frames = new float[256];
  private int count;

  void add(short[] samples) {
    for (short sample : samples) {
      sum += sample;
      if (++gathered == DECIMATION) {
        span[filled++] = sum / DECIMATION;
        gathered = 0;
        sum = 0;
        if (filled == SPAN) {
          addFrame();
          System.arraycopy(span, SHIFT, span, 0, SPAN - SHIFT);
          filled = SPAN - SHIFT;
        }
      }
    }
  }

  /** 0..1 */
  float frame(int index) {
    return frames[index];
  }

  private void addFrame() {
    if (count == frames.length) {
      frames = Arrays.copyOf(frames, count * 2);
    }
    frames[count++] = peak();
  }

  private float peak() {
    float mean = 0;
    for (float value : span) {
      mean += value / SPAN;
    }
    float peak = 0;
    float energy = energy(0, mean);
    for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      float product = 0;
      for (int i = 0; i < WINDOW; i++) {
        product += (span[i] - mean) * (span[i + lag] - mean);
      }
      peak = Math.max(peak, product / (float) Math.sqrt(energy * energy(lag, mean)));
    }
    return peak;
  }

  private float energy(int start, float mean) {
    float energy = ENERGY_FLOOR;
    for (int i = start; i < start + WINDOW; i++) {
      energy += (span[i] - mean) * (span[i] - mean);
    }
    return energy;
  }
}
