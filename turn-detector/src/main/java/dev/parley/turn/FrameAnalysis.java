package dev.parley.turn;

/**
 * What a frame sounds like: level in the speech band, how periodic it is at the pitch of a voice,
 * and that pitch. One owner; nothing is allocated for a frame.
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
  private static final int HISTORY = WINDOW + LONGEST_LAG + 1;
  // a periodic sound is as periodic at twice its period, so an octave further down must be better
  // by
  // this; the figure is that of Boersma (1993)
  private static final double OCTAVE_COST = 0.01;
  // a voice glides: what a jump by an octave costs. Three times as much keeps a wrong octave for
  // whole syllables
  private static final double JUMP_COST = 0.05;
  private static final double PITCH_PERIODICITY = 0.55;

  private final Biquad highPass = Biquad.highPass(120, Frame.RATE_HZ);
  private final Biquad[] antiAlias = {
    Biquad.lowPass(1_000, 0.54, Frame.RATE_HZ), Biquad.lowPass(1_000, 1.31, Frame.RATE_HZ)
  };
  private final float[] low = new float[HISTORY];
  // one lag more on either side, to interpolate
  private final double[] correlation = new double[LONGEST_LAG + 2];
  private double levelDb = -100;
  private double periodicity;
  private double pitchHz;

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
    correlate();
    periodicity = bestCorrelation();
    pitchHz = periodicity < PITCH_PERIODICITY ? 0 : bestPitch();
  }

  /** Above 120 Hz, against full scale. */
  double levelDb() {
    return levelDb;
  }

  /** 0 for noise, towards 1 for a vowel: the best normalised autocorrelation at a pitch lag. */
  double periodicity() {
    return periodicity;
  }

  /** Of a sound with the pitch of a voice, to a fraction of a sample; 0 for others. */
  double pitchHz() {
    return pitchHz;
  }

  private void correlate() {
    int start = HISTORY - WINDOW;
    double energy = 1;
    for (int i = start; i < HISTORY; i++) {
      energy += low[i] * low[i];
    }
    double lagged = 1;
    for (int i = start - SHORTEST_LAG + 1; i <= HISTORY - SHORTEST_LAG; i++) {
      lagged += low[i] * low[i];
    }
    for (int lag = SHORTEST_LAG - 1; lag <= LONGEST_LAG + 1; lag++) {
      float product = 0;
      for (int i = start; i < HISTORY; i++) {
        product += low[i] * low[i - lag];
      }
      correlation[lag] = product / Math.sqrt(energy * lagged);
      if (lag <= LONGEST_LAG) {
        float entering = low[start - lag - 1];
        float leaving = low[HISTORY - lag - 1];
        lagged = Math.max(1, lagged + entering * entering - leaving * leaving);
      }
    }
  }

  private double bestCorrelation() {
    double best = 0;
    for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      best = Math.max(best, correlation[lag]);
    }
    return best;
  }

  private double bestPitch() {
    double bestLag = 0;
    double best = -1;
    for (int lag = SHORTEST_LAG; lag <= LONGEST_LAG; lag++) {
      double before = correlation[lag - 1];
      double here = correlation[lag];
      double after = correlation[lag + 1];
      if (here < before || here < after || here < PITCH_PERIODICITY / 2) {
        continue;
      }
      // a parabola through the three: at 4 kHz a period of 300 Hz is only 13 samples
      double bend = before - 2 * here + after;
      double shift = bend < 0 ? 0.5 * (before - after) / bend : 0;
      double exactLag = lag + shift;
      double strength = here - 0.25 * (before - after) * shift;
      strength -= OCTAVE_COST * Octaves.between(exactLag, SHORTEST_LAG);
      if (pitchHz > 0) {
        strength -= JUMP_COST * Math.abs(Octaves.between(LOW_RATE / exactLag, pitchHz));
      }
      if (strength > best) {
        best = strength;
        bestLag = exactLag;
      }
    }
    return bestLag == 0 ? 0 : LOW_RATE / bestLag;
  }
}
