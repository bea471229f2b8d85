package dev.parley.turn;

/**
 * What a frame sounds like: level in the speech band and how periodic it is at the pitch of a
 * voice. One owner; nothing is allocated for a frame.
 */
final class FrameAnalysis {
  private static final int DECIMATION = 4;
  private static final int LOW_RATE = Frame.RATE_HZ / DECIMATION;
  private static final int NEW = Frame.SAMPLES / DECIMATION;
  // pitch 70 to 400 Hz
  private static final int SHORTEST_LAG = LOW_RATE / 400;
  private static final int LONGEST_LAG = LOW_RATE / 70;
  // 40 ms: two periods of the lowest voice
  private static final int WINDOW = 2 * NEW;
  private static final int HISTORY = WINDOW + LONGEST_LAG;

  private final Biquad highPass = Biquad.highPass(120, Frame.RATE_HZ);
  private final Biquad[] antiAlias = {
    Biquad.lowPass(1_000, 0.54, Frame.RATE_HZ), Biquad.lowPass(1_000, 1.31, Frame.RATE_HZ)
  };
  private final float[] low = new float[HISTORY];
  private double levelDb = -100;
  private double periodicity;

  void analyse(short[] pcm, int offset) {
    System.arraycopy(low, NEW, low, 0, HISTORY - NEW);
    double energy = 1e-3;
    for (int i = 0; i < Frame.SAMPLES; i++) {
      double x = highPass.next(pcm[offset + i]);
      energy += x * x;
      double y = antiAlias[1].next(antiAlias[0].next(x));
      if (i % DECIMATION == DECIMATION - 1) {
        low[HISTORY - NEW + i / DECIMATION] = (float) y;
      }
    }
    levelDb = 10 * Math.log10(energy / Frame.SAMPLES) - 90.3;
    periodicity = bestCorrelation();
  }

  /** Above 120 Hz, against full scale. */
  double levelDb() {
    return levelDb;
  }

  /** 0 for noise, towards 1 for a vowel: the best normalised autocorrelation at a pitch lag. */
  double periodicity() {
    return periodicity;
  }

  private double bestCorrelation() {
    int start = HISTORY - WINDOW;
    double energy = 1;
    for (int i = start; i < HISTORY; i++) {
      energy += low[i] * low[i];
    }
    double lagged = 1;
    for (int i = start - SHORTEST_LAG; i < HISTORY - SHORTEST_LAG; i++) {
      lagged += low[i] * low[i];
    }
    double best = 0;
    for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      float product = 0;
      for (int i = start; i < HISTORY; i++) {
        product += low[i] * low[i - lag];
      }
      if (product > 0) {
        best = Math.max(best, product / Math.sqrt(energy * lagged));
      }
      if (lag < LONGEST_LAG) {
        float entering = low[start - lag - 1];
        float leaving = low[HISTORY - lag - 1];
        lagged = Math.max(1, lagged + entering * entering - leaving * leaving);
      }
    }
    return best;
  }
}
