package dev.parley.stt.sphinx;

/**
 * The mean cepstrum of a caller's line, learnt from the utterances understood so far: what live
 * decoding starts from. Thread-safe.
 */
final class Channel {
  // the mean of 19 recordings over different microphones; only the first seconds of a call use it
  private static final float[] TYPICAL = {60, -2, -4, 2, -6, -6, -6, -3, -4, -2, -4, -2, -3};

  private volatile float[] mean = TYPICAL;

  /** Not to be changed. */
  float[] mean() {
    return mean;
  }

  void learn(float[] utteranceMean) {
    mean = utteranceMean;
  }
}
