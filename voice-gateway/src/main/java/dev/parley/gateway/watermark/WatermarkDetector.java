package dev.parley.gateway.watermark;

import dev.parley.gateway.watermark.Detection.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the mark of one key in recordings, in windows of 3 s. The speech is made white by its own
 * linear prediction and all its pieces equally loud; the seconds of the window are laid on top of
 * each other, and compared with the noise of the key at every shift. One owner.
 */
public final class WatermarkDetector {
  /** Samples a second of what is searched. */
  public static final int RATE_HZ = 8_000;

  /** From this z on a window is marked. */
  public static final double THRESHOLD = 6.5;

  private static final int WINDOW = 3 * RATE_HZ;
  private static final int HOP = RATE_HZ;
  private static final int SHORTEST = RATE_HZ;
  private static final int FRAME = RATE_HZ / 50;
  private static final int ORDER = 10;
  private static final float CLIP = 2.5f;
  // the shift that fits best may lie between two samples
  private static final int SHIFTS = 2 * RATE_HZ;
  // below -66 dBFS there is nothing to hear
  private static final double INAUDIBLE = 16.0 * 16.0;
  // 30 dB below the loud frames
  private static final double SPEECH = 1e-3;

  private static final Fft FOLDED = new Fft(RATE_HZ);
  private static final Fft SHIFTED = new Fft(SHIFTS);
  private static final float[] TAPER = taper();

  private final Sequence sequence;
  private final Lpc lpc = new Lpc(ORDER);
  private final float[] windowed = new float[2 * FRAME];
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
   * Looks through a recording: a window each second, the last ones shorter than 3 s.
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
    int last = to / FRAME;
    double[] sorted = Arrays.copyOfRange(powers, first, last);
    Arrays.sort(sorted);
    double floor = sorted[sorted.length / 10];
    Arrays.fill(folded, 0);
    int speaking = 0;
    for (int frame = first; frame < last; frame++) {
      if (powers[frame] >= speech) {
        speaking++;
        // where noise is nearly as loud as the frame, it drowns the mark
        fold(pcm, frame * FRAME, (float) (1 - Math.min(1, floor / powers[frame])));
      }
    }
    double z = speaking == 0 ? 0 : z();
    return new Window(
        (double) from / RATE_HZ, z, (double) speaking * FRAME / RATE_HZ, z >= THRESHOLD);
  }

  /** Adds a frame's prediction error to the sum of the seconds, at the same power as any other. */
  private void fold(short[] pcm, int at, float weight) {
    int from = at - FRAME / 2;
    for (int i = 0; i < windowed.length; i++) {
      int n = from + i;
      windowed[i] = n < 0 || n >= pcm.length ? 0 : pcm[n] * TAPER[i];
    }
    lpc.analyse(windowed, windowed.length);
    double[] a = lpc.coefficients();
    double power = 0;
    for (int i = 0; i < FRAME; i++) {
      double sum = 0;
      for (int j = 0; j <= ORDER && j <= at + i; j++) {
        sum += a[j] * pcm[at + i - j];
      }
      windowed[i] = (float) sum;
      power += sum * sum;
    }
    float unit = (float) (1 / Math.sqrt(power / FRAME + 1e-9));
    for (int i = 0; i < FRAME; i++) {
      folded[(at + i) % RATE_HZ] += weight * Math.clamp(unit * windowed[i], -CLIP, CLIP);
    }
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

  private static float[] taper() {
    float[] taper = new float[2 * FRAME];
    for (int i = 0; i < taper.length; i++) {
      taper[i] = (float) (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (taper.length - 1)));
    }
    return taper;
  }
}
