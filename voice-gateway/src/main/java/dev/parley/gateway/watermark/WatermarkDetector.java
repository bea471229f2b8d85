package dev.parley.gateway.watermark;

import dev.parley.gateway.watermark.Detection.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the mark of one key in recordings, in windows of 3 s: their whitened seconds, laid on top
 * of each other, are compared with the noise of the key at every shift. One owner.
 */
public final class WatermarkDetector {
  /** Samples a second of what is searched. */
  public static final int RATE_HZ = 8_000;

  /** From this z on a window is marked. Chance alone gives it once in a million windows. */
  public static final double THRESHOLD = 6.5;

  private static final int FRAME = Whitener.FRAME;
  private static final int WINDOW = Whitener.WINDOW;
  private static final int HOP = RATE_HZ;
  private static final int SHORTEST = RATE_HZ;
  // the shift that fits best may lie between two samples
  private static final int SHIFTS = 2 * RATE_HZ;
  // -66 dBFS: nobody hears anything below
  private static final double INAUDIBLE = 16.0 * 16.0;
  // 30 dB below the loud frames
  private static final double SPEECH = 1e-3;

  private static final Fft FOLDED = new Fft(RATE_HZ);
  private static final Fft SHIFTED = new Fft(SHIFTS);

  private final Sequence sequence;
  private final Whitener whitener = new Whitener();
  private final double[] weights = new double[WINDOW / FRAME];
  private final double[] folded = new double[RATE_HZ];
  private final double[] zeros = new double[RATE_HZ];
  private final double[] re = new double[RATE_HZ];
  private final double[] im = new double[RATE_HZ];
  private final double[] crossRe = new double[SHIFTS];
  private final double[] crossIm = new double[SHIFTS];
  private final double[] shifts = new double[SHIFTS];
  private final double[] unused = new double[SHIFTS];

  public WatermarkDetector(WatermarkKey key) {
    sequence = key.sequence();
  }

  /**
   * Looks through a recording: a window of 3 s each second, the last one as long as what is left.
   *
   * @param pcm one channel, 16 bit at {@link #RATE_HZ}
   */
  public Detection detect(short[] pcm) {
    double[] powers = powers(pcm);
    double speech = Math.max(INAUDIBLE, SPEECH * loud(powers));
    List<Window> windows = new ArrayList<>();
    for (int from = 0; from == 0 || from + WINDOW - HOP < pcm.length; from += HOP) {
      int to = Math.min(pcm.length, from + WINDOW);
      if (to - from >= SHORTEST) {
        windows.add(window(pcm, powers, from, to, speech));
      }
    }
    return new Detection(windows);
  }

  private Window window(short[] pcm, double[] powers, int from, int to, double speech) {
    int first = from / FRAME;
    int frames = (to - from) / FRAME;
    double[] sorted = Arrays.copyOfRange(powers, first, first + frames);
    Arrays.sort(sorted);
    double background = sorted[frames / 10];
    int speaking = 0;
    for (int i = 0; i < frames; i++) {
      double power = powers[first + i];
      // a background nearly as loud as the frame drowns the mark
      weights[i] = power < speech ? 0 : 1 - background / Math.max(power, background);
      speaking += power < speech ? 0 : 1;
    }
    whitener.fold(pcm, from, frames, weights, folded);
    double z = z();
    return new Window(
        (double) from / RATE_HZ, z, (double) speaking * FRAME / RATE_HZ, z >= THRESHOLD);
  }

  private double z() {
    FOLDED.forward(folded, zeros, re, im);
    for (int hz = Sequence.LOW_HZ; hz <= Sequence.HIGH_HZ; hz++) {
      double c = sequence.cosine(hz);
      double s = sequence.sine(hz);
      crossRe[hz] = re[hz] * c + im[hz] * s;
      crossIm[hz] = im[hz] * c - re[hz] * s;
    }
    SHIFTED.inverse(crossRe, crossIm, shifts, unused);
    double largest = 0;
    double power = 0;
    for (double shift : shifts) {
      // a line may have turned the sign
      largest = Math.max(largest, Math.abs(shift));
      power += shift * shift;
    }
    return power == 0 ? 0 : largest / Math.sqrt(power / SHIFTS);
  }

  private static double[] powers(short[] pcm) {
    double[] powers = new double[pcm.length / FRAME];
    for (int frame = 0; frame < powers.length; frame++) {
      double sum = 0;
      for (int i = frame * FRAME; i < (frame + 1) * FRAME; i++) {
        sum += pcm[i] * pcm[i];
      }
      powers[frame] = sum / FRAME;
    }
    return powers;
  }

  /** The power that one frame in twenty exceeds. */
  private static double loud(double[] powers) {
    double[] sorted = powers.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length * 19 / 20];
  }
}
