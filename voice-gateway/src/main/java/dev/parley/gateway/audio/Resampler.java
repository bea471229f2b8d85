package dev.parley.gateway.audio;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes the sample rate of one stream; one owner. A polyphase windowed sinc whose state carries
 * over from block to block, so that any cutting of the stream into blocks gives the same samples.
 */
public final class Resampler {
  /** Rates that convert into each other. */
  public static final Set<Integer> RATES_HZ =
      Set.of(8_000, 11_025, 16_000, 22_050, 24_000, 44_100, 48_000);

  // Half-length in samples of the lower rate. With Kaiser's 80 dB this makes the transition band
  // 8 % of the lower rate: at 8 kHz it begins at 3.36 kHz, the edge of the telephone band, and the
  // stop band at 4 kHz. The delay is 4 ms there.
  private static final int ZEROS = 32;
  private static final double CUTOFF = 0.46;
  private static final double KAISER_BETA = 7.86;
  private static final int BLOCK = 512;

  private static final Map<Long, float[][]> FILTERS = new ConcurrentHashMap<>();

  private final int up;
  private final int down;
  private final float[][] filter;
  private final int taps;
  private final int half;
  private final float[] line;
  private int filled;
  private int position;
  private int phase;

  /** Both rates must be among {@link #RATES_HZ}; equal rates copy. */
  public Resampler(int fromHz, int toHz) {
    requireKnown(fromHz);
    requireKnown(toHz);
    int divisor = greatestCommonDivisor(fromHz, toHz);
    up = toHz / divisor;
    down = fromHz / divisor;
    filter = FILTERS.computeIfAbsent(((long) up << 32) | down, key -> design(up, down));
    taps = filter[0].length;
    half = taps / 2;
    line = new float[taps - 1 + BLOCK];
    reset();
  }

  /** Samples of output by which the signal comes later. */
  public double delaySamples() {
    return (double) half * up / down;
  }

  /** The most a block of this many samples can give, so that the caller can size a buffer once. */
  public int maxOutput(int inputSamples) {
    return (int) (((long) inputSamples * up + down - 1) / down) + 1;
  }

  /** The most {@link #flush} can give. */
  public int maxFlush() {
    return maxOutput(half);
  }

  /** The next block of the stream, as a block of its own. */
  public short[] process(short[] input) {
    short[] room = new short[maxOutput(input.length)];
    return Arrays.copyOf(room, process(input, 0, input.length, room, 0));
  }

  /** Gives the number of samples written to {@code output}. */
  public int process(short[] input, int offset, int length, short[] output, int outputOffset) {
    int written = 0;
    for (int done = 0; done < length; ) {
      int part = Math.min(length - done, line.length - filled);
      for (int i = 0; i < part; i++) {
        line[filled + i] = input[offset + done + i];
      }
      filled += part;
      done += part;
      written += drain(output, outputOffset + written);
    }
    return written;
  }

  /** The end of the stream: what is still in the filter. Ready for a new stream afterwards. */
  public int flush(short[] output, int outputOffset) {
    int written = process(new short[half], 0, half, output, outputOffset);
    reset();
    return written;
  }

  private void reset() {
    filled = taps - 1;
    position = taps - 1;
    phase = 0;
    Arrays.fill(line, 0, filled, 0f);
  }

  private int drain(short[] output, int outputOffset) {
    int written = 0;
    while (position < filled) {
      float[] weights = filter[phase];
      int start = position - taps + 1;
      float sum = 0;
      for (int k = 0; k < taps; k++) {
        sum += weights[k] * line[start + k];
      }
      output[outputOffset + written++] = Pcm.clip(Math.round(sum));
      phase += down;
      position += phase / up;
      phase %= up;
    }
    int keepFrom = Math.min(filled, position - taps + 1);
    System.arraycopy(line, keepFrom, line, 0, filled - keepFrom);
    filled -= keepFrom;
    position -= keepFrom;
    return written;
  }

  private static float[][] design(int up, int down) {
    if (up == down) {
      return new float[][] {{1f}};
    }
    double bandwidth = Math.min(1.0, (double) up / down);
    int half = (int) Math.ceil(ZEROS / bandwidth);
    float[][] phases = new float[up][2 * half];
    for (int phase = 0; phase < up; phase++) {
      double[] weights = new double[2 * half];
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        double distance = (double) phase / up + half - 1 - k;
        weights[k] = sinc(2 * CUTOFF * bandwidth * distance) * kaiser(distance / half);
        sum += weights[k];
      }
      for (int k = 0; k < weights.length; k++) {
        phases[phase][k] = (float) (weights[k] / sum);
      }
    }
    return phases;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-12 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) > 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
  }

  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }

  private static void requireKnown(int rateHz) {
    if (!RATES_HZ.contains(rateHz)) {
      throw new IllegalArgumentException(
          "expected a sample rate among " + new TreeSet<>(RATES_HZ) + " Hz, found " + rateHz);
    }
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
