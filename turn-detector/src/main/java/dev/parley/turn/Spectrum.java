package dev.parley.turn;

/**
 * Shape of a frame's spectrum within the band of a phone line, 300 to 3,400 Hz, so that the same
 * voice measures the same on a wide and on a narrow line. One owner; nothing is allocated for a
 * frame.
 */
final class Spectrum {
  static final int BANDS = 12;

  private static final int SIZE = 512;
  private static final int LOWEST_HZ = 300;
  private static final int HIGHEST_HZ = 3_400;
  private static final int TILT_HZ = 1_000;
  private static final double SMALLEST = 1;

  private final double[] window = new double[Frame.SAMPLES];
  private final double[] cosine = new double[SIZE / 2];
  private final double[] sine = new double[SIZE / 2];
  private final double[] re = new double[SIZE];
  private final double[] im = new double[SIZE];
  private final int[] edges = new int[BANDS + 1];
  private double[] bandsDb = new double[BANDS];
  private double[] bandsBeforeDb = new double[BANDS];
  private double flatnessDb;
  private double tiltDb;
  private double centroidHz;
  private double fluxDb;

  Spectrum() {
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / window.length);
    }
    for (int i = 0; i < SIZE / 2; i++) {
      cosine[i] = Math.cos(2 * Math.PI * i / SIZE);
      sine[i] = Math.sin(2 * Math.PI * i / SIZE);
    }
    for (int b = 0; b <= BANDS; b++) {
      double mel = mel(LOWEST_HZ) + (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * b / BANDS;
      edges[b] = bin(700 * (Math.exp(mel / 1127) - 1));
    }
  }

  void analyse(short[] pcm, int offset) {
    transform(pcm, offset);
    double[] swap = bandsBeforeDb;
    bandsBeforeDb = bandsDb;
    bandsDb = swap;
    double low = SMALLEST;
    double high = SMALLEST;
    double weighted = 0;
    double all = SMALLEST;
    double logs = 0;
    int b = 0;
    double band = SMALLEST;
    for (int k = edges[0]; k < edges[BANDS]; k++) {
      double power = re[k] * re[k] + im[k] * im[k] + SMALLEST;
      double hz = (double) k * Frame.RATE_HZ / SIZE;
      low += hz < TILT_HZ ? power : 0;
      high += hz < TILT_HZ ? 0 : power;
      weighted += hz * power;
      all += power;
      logs += Math.log(power);
      band += power;
      if (k + 1 == edges[b + 1]) {
        bandsDb[b] = decibels(band / (edges[b + 1] - edges[b]));
        band = SMALLEST;
        b++;
      }
    }
    int bins = edges[BANDS] - edges[0];
    flatnessDb = 10 / Math.log(10) * logs / bins - decibels(all / bins);
    tiltDb = decibels(low) - decibels(high);
    centroidHz = weighted / all;
    double change = 0;
    for (int i = 0; i < BANDS; i++) {
      change += Math.abs(bandsDb[i] - bandsBeforeDb[i]);
    }
    fluxDb = change / BANDS;
  }

  /** 0 for white noise, about -3 for the noise of one frame, -15 and less for a vowel. */
  double flatnessDb() {
    return flatnessDb;
  }

  /** Power below 1 kHz against that above. */
  double tiltDb() {
    return tiltDb;
  }

  double centroidHz() {
    return centroidHz;
  }

  /** How much the bands have changed since the frame before, on average. */
  double fluxDb() {
    return fluxDb;
  }

  double bandDb(int band) {
    return bandsDb[band];
  }

  private void transform(short[] pcm, int offset) {
    for (int i = 0; i < SIZE; i++) {
      int j = Integer.reverse(i) >>> (Integer.SIZE - 9);
      re[j] = i < Frame.SAMPLES ? pcm[offset + i] * window[i] : 0;
      im[j] = 0;
    }
    for (int half = 1; half < SIZE; half *= 2) {
      int step = SIZE / 2 / half;
      for (int start = 0; start < SIZE; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          double c = cosine[k * step];
          double s = -sine[k * step];
          int a = start + k;
          int b = a + half;
          double x = re[b] * c - im[b] * s;
          double y = re[b] * s + im[b] * c;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }

  private static double mel(double hz) {
    return 1127 * Math.log(1 + hz / 700);
  }

  private static int bin(double hz) {
    return (int) Math.round(hz * SIZE / Frame.RATE_HZ);
  }

  private static double decibels(double power) {
    return 10 * Math.log10(power);
  }
}
