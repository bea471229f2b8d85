package dev.parley.stt.sphinx;

/**
 * The mean cepstrum of a caller's line, learnt from the utterances understood so far: what live
 * decoding starts from. Thread-safe.
 */
final class Channel {
  // mean over 19 recordings of as many microphones of each recording's mean cepstrum; between them
  // the first value has a standard deviation of 10, the others of 3 to 9: it only serves until the
  // utterance itself has been heard for half a second
  private static final float[] TYPICAL = {
    54.7f, 5.8f, -3.4f, 9.9f, -5.4f, 0.3f, -4.0f, -4.0f, -0.3f, -4.2f, 2.1f, -2.2f, 1.5f
  };

  private volatile float[] mean = TYPICAL;

  /** Not to be changed. */
  float[] mean() {
    return mean;
  }

  void learn(float[] utteranceMean) {
    mean = utteranceMean;
  }
}
