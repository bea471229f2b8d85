package dev.parley.turn;

/**
 * How much the mouth moves: what speech does and a cough, a sigh, a hum or a laugh (Bachorowski,
 * Smoski & Owren 2001: "consistent lack of articulation effects") doesn't. Both measures are of the
 * spectrum's shape, not of its level, within the band of a phone line. One owner; nothing is
 * allocated for a frame.
 */
final class Articulation {
  // the place of the first two formants, roughly; the higher ones are the noise of one frame
  private static final int COEFFICIENTS = 4;
  // 80 ms: shorter than a syllable, longer than a stop's burst
  private static final int APART = 4;
  private static final int KEPT = 8;
  // a second: the memory of the means
  private static final int LONGEST = 50;

  private static final double[][] COSINES = new double[COEFFICIENTS][Spectrum.BANDS];

  static {
    for (int c = 0; c < COEFFICIENTS; c++) {
      for (int b = 0; b < Spectrum.BANDS; b++) {
        COSINES[c][b] =
            Math.cos(Math.PI * (c + 1) * (b + 0.5) / Spectrum.BANDS) * 2 / Spectrum.BANDS;
      }
    }
  }

  private final double[][] shapes = new double[KEPT][Spectrum.BANDS];
  private final boolean[] active = new boolean[KEPT];
  private final double[] mean = new double[COEFFICIENTS];
  private final double[] variance = new double[COEFFICIENTS];
  private int frames;
  private int heard;
  private int nearPairs;
  private int farPairs;
  private double near;
  private double far;

  void clear() {
    frames = 0;
    heard = 0;
    nearPairs = 0;
    farPairs = 0;
    near = 0;
    far = 0;
  }

  /**
   * @param bandsDb the levels of the bands
   * @param isActive whether they are those of the sound rather than of the background
   */
  void frame(float[] bandsDb, boolean isActive) {
    double[] shape = shapes[frames % KEPT];
    double level = 0;
    for (float band : bandsDb) {
      level += band / Spectrum.BANDS;
    }
    for (int b = 0; b < Spectrum.BANDS; b++) {
      shape[b] = bandsDb[b] - level;
    }
    active[frames % KEPT] = isActive;
    if (isActive) {
      spread(shape);
      if (goesBack(1)) {
        nearPairs++;
        near += (change(shape, 1) - near) / Math.min(nearPairs, LONGEST);
      }
      if (goesBack(APART)) {
        farPairs++;
        far += (change(shape, APART) - far) / Math.min(farPairs, LONGEST);
      }
    }
    frames++;
  }

  /** How far the shape wanders, dB: the deviations of its first cosine coefficients, added up. */
  double reachDb() {
    double sum = 0;
    for (double v : variance) {
      sum += Math.sqrt(v);
    }
    return heard == 0 ? 0 : sum;
  }

  /**
   * The change within 80 ms against that within 20: 1 where frames differ by chance only, as those
   * of a noise of any colour do, 2 for a random walk, up to 4 for a glide.
   */
  double persistence() {
    return farPairs == 0 || near == 0 ? 1 : far / near;
  }

  private void spread(double[] shape) {
    heard++;
    double weight = 1.0 / Math.min(heard, LONGEST);
    for (int c = 0; c < COEFFICIENTS; c++) {
      double x = 0;
      for (int b = 0; b < Spectrum.BANDS; b++) {
        x += COSINES[c][b] * shape[b];
      }
      double off = heard == 1 ? 0 : x - mean[c];
      mean[c] = heard == 1 ? x : mean[c] + weight * off;
      variance[c] = heard == 1 ? 0 : (1 - weight) * (variance[c] + weight * off * off);
    }
  }

  private boolean goesBack(int by) {
    return frames >= by && active[(frames - by) % KEPT];
  }

  private double change(double[] shape, int since) {
    double[] then = shapes[(frames - since) % KEPT];
    double sum = 0;
    for (int b = 0; b < Spectrum.BANDS; b++) {
      sum += Math.abs(shape[b] - then[b]);
    }
    return sum / Spectrum.BANDS;
  }
}
