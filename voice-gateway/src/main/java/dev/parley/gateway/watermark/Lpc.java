package dev.parley.gateway.watermark;

/** Linear prediction of one stream: its spectral envelope, frame by frame; one owner. */
final class Lpc {
  // 40 dB below the frame: keeps the filter tame where a frame has no power in part of the spectrum
  private static final double FLOOR = 1.0001;
  private static final double TINY = 1e-9;

  private final int order;
  private final double[] correlation;
  private final double[] coefficients;
  private final float[] reflections;
  private final double[] swap;
  private double error;

  Lpc(int order) {
    this.order = order;
    correlation = new double[order + 1];
    coefficients = new double[order + 1];
    reflections = new float[order];
    swap = new double[order + 1];
  }

  /** Of a frame that is windowed already. */
  void analyse(float[] frame, int length) {
    for (int lag = 0; lag <= order; lag++) {
      float sum = 0;
      for (int i = lag; i < length; i++) {
        sum += frame[i] * frame[i - lag];
      }
      correlation[lag] = sum;
    }
    correlation[0] = correlation[0] * FLOOR + TINY;
    error = correlation[0];
    coefficients[0] = 1;
    for (int i = 1; i <= order; i++) {
      double sum = correlation[i];
      for (int j = 1; j < i; j++) {
        sum += coefficients[j] * correlation[i - j];
      }
      double k = -sum / error;
      reflections[i - 1] = (float) k;
      System.arraycopy(coefficients, 0, swap, 0, i);
      for (int j = 1; j < i; j++) {
        coefficients[j] = swap[j] + k * swap[i - j];
      }
      coefficients[i] = k;
      error *= 1 - k * k;
    }
  }

  /** a[0] = 1, a[1], ...: the error of the prediction is the sum of a[j] x[n-j]. */
  double[] coefficients() {
    return coefficients;
  }

  /** Between -1 and 1, so that any mean of two such sets is a stable filter, too. */
  float[] reflections() {
    return reflections;
  }

  /** Power of the prediction's error / power of the signal: above 0, at most 1. */
  double relativeError() {
    return error / correlation[0];
  }
}
