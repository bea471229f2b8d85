package dev.parley.gateway.watermark;

/**
 * Fourier transform of one length whose prime factors are small, such as 8000 = 2^6 5^3: one period
 * of the mark is not a power of two. Immutable.
 */
final class Fft {
  private final int size;
  private final double[] cosine;
  private final double[] sine;

  Fft(int size) {
    this.size = size;
    cosine = new double[size];
    sine = new double[size];
    for (int i = 0; i < size; i++) {
      double angle = 2 * Math.PI * i / size;
      // the same bits on every machine
      cosine[i] = StrictMath.cos(angle);
      sine[i] = StrictMath.sin(angle);
    }
  }

  /** With exp(-i); the input is left as it is. */
  void forward(double[] re, double[] im, double[] outRe, double[] outIm) {
    transform(-1, size, re, im, 0, 1, outRe, outIm, 0);
  }

  /** With exp(+i) and without the division by the length; the input is left as it is. */
  void inverse(double[] re, double[] im, double[] outRe, double[] outIm) {
    transform(1, size, re, im, 0, 1, outRe, outIm, 0);
  }

  private void transform(
      int sign,
      int n,
      double[] re,
      double[] im,
      int from,
      int stride,
      double[] outRe,
      double[] outIm,
      int to) {
    if (n == 1) {
      outRe[to] = re[from];
      outIm[to] = im[from];
      return;
    }
    int parts = smallestFactor(n);
    int m = n / parts;
    for (int q = 0; q < parts; q++) {
      transform(sign, m, re, im, from + q * stride, stride * parts, outRe, outIm, to + q * m);
    }
    double[] partRe = new double[parts];
    double[] partIm = new double[parts];
    int turn = size / n;
    for (int k = 0; k < m; k++) {
      for (int q = 0; q < parts; q++) {
        double c = cosine[q * k * turn];
        double s = sign * sine[q * k * turn];
        double x = outRe[to + q * m + k];
        double y = outIm[to + q * m + k];
        partRe[q] = x * c - y * s;
        partIm[q] = x * s + y * c;
      }
      for (int r = 0; r < parts; r++) {
        double sumRe = 0;
        double sumIm = 0;
        for (int q = 0; q < parts; q++) {
          int at = q * r % parts * (size / parts);
          double c = cosine[at];
          double s = sign * sine[at];
          sumRe += partRe[q] * c - partIm[q] * s;
          sumIm += partRe[q] * s + partIm[q] * c;
        }
        outRe[to + r * m + k] = sumRe;
        outIm[to + r * m + k] = sumIm;
      }
    }
  }

  private static int smallestFactor(int n) {
    int factor = 2;
    while (n % factor != 0) {
      factor++;
    }
    return factor;
  }
}
