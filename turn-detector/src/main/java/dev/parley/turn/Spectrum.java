package dev.parley.turn;

/**
 * Shape of a frame's spectrum within the band of a phone line, 300 to 3,400 Hz, so that the same
 * voice measures the same on a wide and on a narrow line. One owner; nothing is allocated for a
 * frame.
 */
final class Spectrum {
  static final int BANDS = 12;

  private static final int SIZE = 512;
  // the transform of real samples is one of half as many complex ones
  private static final int HALF = SIZE / 2;
  private static final int HALF_BITS = Integer.numberOfTrailingZeros(HALF);
  private static final int LOWEST_HZ = 300;
  private static final int HIGHEST_HZ = 3_400;
  private static final int LOW_BANDS = 5;
  private static final double SMALLEST = 1;

  private static final double[] WINDOW = new double[Frame.SAMPLES];
  private static final double[] COSINE = new double[SIZE / 2];
  private static final double[] SINE = new double[SIZE / 2];
  private static final int[] REVERSED = new int[HALF];
  private static final int[] EDGES = new int[BANDS + 1];

  static {
    for (int i = 0; i < WINDOW.length; i++) {
      WINDOW[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW.length);
    }
    for (int i = 0; i < SIZE / 2; i++) {
      COSINE[i] = Math.cos(2 * Math.PI * i / SIZE);
      SINE[i] = Math.sin(2 * Math.PI * i / SIZE);
    }
    for (int i = 0; i < HALF; i++) {
      REVERSED[i] = Integer.reverse(i) >>> (Integer.SIZE - HALF_BITS);
    }
    for (int b = 0; b <= BANDS; b++) {
      double mel = mel(LOWEST_HZ) + (mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * b / BANDS;
      double hz = 700 * (Math.exp(mel / 1127) - 1);
      EDGES[b] = (int) Math.round(hz * SIZE / Frame.RATE_HZ);
    }
  }

  private final double[] re = new double[HALF];
  private final double[] im = new double[HALF];
  private double[] bandsDb = new double[BANDS];
  private double[] bandsBeforeDb = new double[BANDS];
  private double flatnessDb;
  private double tiltDb;
  private double fluxDb;

  void analyse(short[] pcm, int offset) {
    transform(pcm, offset);
    double[] swap = bandsBeforeDb;
    bandsBeforeDb = bandsDb;
    bandsDb = swap;
    double low = 0;
    double high = 0;
    double logs = 0;
    double change = 0;
    for (int b = 0; b < BANDS; b++) {
      double power = SMALLEST;
      for (int k = EDGES[b]; k < EDGES[b + 1]; k++) {
        power += power(k);
      }
      low += b < LOW_BANDS ? power : 0;
      high += b < LOW_BANDS ? 0 : power;
      bandsDb[b] = decibels(power / (EDGES[b + 1] - EDGES[b]));
      logs += bandsDb[b];
      change += Math.abs(bandsDb[b] - bandsBeforeDb[b]);
    }
    flatnessDb = logs / BANDS - decibels((low + high) / (EDGES[BANDS] - EDGES[0]));
    tiltDb = decibels(low / high);
    fluxDb = change / BANDS;
  }

  /** Power per bin; on the scale of the transform, so only differences mean something. */
  double bandDb(int band) {
    return bandsDb[band];
  }

  /** About 0 for white noise; the lower, the more a few bands stand out. */
  double flatnessDb() {
    return flatnessDb;
  }

  /** Power below 1.1 kHz against that above: much in a vowel, little in a hiss. */
  double tiltDb() {
    return tiltDb;
  }

  /** How much the bands have changed since the frame before, on average. */
  double fluxDb() {
    return fluxDb;
  }

  private void transform(short[] pcm, int offset) {
    for (int i = 0; i < HALF; i++) {
      int at = REVERSED[i];
      boolean within = 2 * i < Frame.SAMPLES;
      re[at] = within ? pcm[offset + 2 * i] * WINDOW[2 * i] : 0;
      im[at] = within ? pcm[offset + 2 * i + 1] * WINDOW[2 * i + 1] : 0;
    }
    for (int half = 1; half < HALF; half *= 2) {
      int step = HALF / half;
      for (int start = 0; start < HALF; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          double c = COSINE[k * step];
          double s = -SINE[k * step];
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

  /** Of one bin: what the even samples and the odd ones give, put together. */
  private double power(int k) {
    int mirror = HALF - k;
    double evenRe = 0.5 * (re[k] + re[mirror]);
    double evenIm = 0.5 * (im[k] - im[mirror]);
    double oddRe = 0.5 * (im[k] + im[mirror]);
    double oddIm = 0.5 * (re[mirror] - re[k]);
    double x = evenRe + oddRe * COSINE[k] + oddIm * SINE[k];
    double y = evenIm + oddIm * COSINE[k] - oddRe * SINE[k];
    return x * x + y * y;
  }

  private static double mel(double hz) {
    return 1127 * Math.log(1 + hz / 700);
  }

  private static double decibels(double power) {
    return 10 * Math.log10(power);
  }
}
