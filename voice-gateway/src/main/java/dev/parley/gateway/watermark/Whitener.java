package dev.parley.gateway.watermark;

import java.util.Arrays;

/**
 * Takes out of a window of speech all that is stronger than the rest, in time and in frequency, and
 * lays its seconds on top of each other. What remains is noise in which a mark is as strong as it
 * can be. One owner.
 */
final class Whitener {
  static final int RATE_HZ = WatermarkDetector.RATE_HZ;

  /** 20 ms. */
  static final int FRAME = RATE_HZ / 50;

  /** The longest window, in samples. */
  static final int WINDOW = 3 * RATE_HZ;

  private static final int ORDER = 10;

  // of the frame's effective value: the pulses of the glottis stand out above it, the mark doesn't
  private static final float CLIP = 1.2f;

  // long enough to tell a voice's harmonics apart, and to see between them
  private static final int PIECE = 2 * FRAME;
  private static final Fft SPECTRUM = new Fft(PIECE);
  private static final int LOW = Sequence.LOW_HZ * PIECE / RATE_HZ;
  private static final int HIGH = Sequence.HIGH_HZ * PIECE / RATE_HZ;
  // 17 dB below the mean of the piece: what is weaker isn't made as strong as the rest
  private static final double FLOOR = 0.02;

  private static final float[] TAPER = taper();
  private static final double[] SINE = sine();

  private final Lpc lpc = new Lpc(ORDER);
  private final float[] windowed = new float[2 * FRAME];
  private final double[] error = new double[FRAME];
  private final double[] residual = new double[WINDOW];
  private final double[] weights = new double[WINDOW / FRAME];
  private final double[] piece = new double[PIECE];
  private final double[] zeros = new double[PIECE];
  private final double[] re = new double[PIECE];
  private final double[] im = new double[PIECE];
  private final double[] unused = new double[PIECE];

  /**
   * @param from first sample of the window, a multiple of {@link #FRAME}
   * @param frames of the window
   * @param frameWeights of each frame from 0 to 1; 0 leaves it out
   * @param folded where the sum goes, of one second
   */
  void fold(short[] pcm, int from, int frames, double[] frameWeights, double[] folded) {
    Arrays.fill(folded, 0);
    Arrays.fill(residual, 0);
    System.arraycopy(frameWeights, 0, weights, 0, frames);
    for (int frame = 0; frame < frames; frame++) {
      if (weights[frame] > 0) {
        predict(pcm, from + frame * FRAME, frame * FRAME);
      }
    }
    for (int frame = 0; frame + 1 < frames; frame++) {
      if (weights[frame] > 0 || weights[frame + 1] > 0) {
        addPiece(frame, from, folded);
      }
    }
  }

  /** A frame's prediction error, at the same power as that of any other frame. */
  private void predict(short[] pcm, int at, int to) {
    int begin = at - FRAME / 2;
    for (int i = 0; i < windowed.length; i++) {
      int n = begin + i;
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
      error[i] = sum;
      power += sum * sum;
    }
    double unit = power == 0 ? 0 : 1 / Math.sqrt(power / FRAME);
    for (int i = 0; i < FRAME; i++) {
      residual[to + i] = Math.clamp(unit * error[i], -CLIP, CLIP);
    }
  }

  /** Two frames that overlap with the next two: all frequencies of the mark made equally strong. */
  private void addPiece(int frame, int from, double[] folded) {
    int at = frame * FRAME;
    for (int i = 0; i < PIECE; i++) {
      piece[i] = residual[at + i] * SINE[i];
    }
    SPECTRUM.forward(piece, zeros, re, im);
    double mean = 0;
    for (int k = LOW; k <= HIGH; k++) {
      mean += re[k] * re[k] + im[k] * im[k];
    }
    mean /= HIGH - LOW + 1;
    if (mean == 0) {
      return;
    }
    for (int k = 0; k < PIECE; k++) {
      double power = re[k] * re[k] + im[k] * im[k];
      double gain = k < LOW || k > HIGH ? 0 : 1 / Math.sqrt(power + FLOOR * mean);
      re[k] *= gain;
      im[k] *= gain;
    }
    SPECTRUM.inverse(re, im, piece, unused);
    for (int i = 0; i < PIECE; i++) {
      folded[(from + at + i) % RATE_HZ] += weights[frame + i / FRAME] * SINE[i] * piece[i];
    }
  }

  private static float[] taper() {
    float[] taper = new float[2 * FRAME];
    for (int i = 0; i < taper.length; i++) {
      taper[i] = (float) (0.54 - 0.46 * Math.cos(2 * Math.PI * i / (taper.length - 1)));
    }
    return taper;
  }

  private static double[] sine() {
    double[] sine = new double[PIECE];
    for (int i = 0; i < PIECE; i++) {
      sine[i] = Math.sin(Math.PI * (i + 0.5) / PIECE);
    }
    return sine;
  }
}
