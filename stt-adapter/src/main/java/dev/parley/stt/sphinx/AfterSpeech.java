package dev.parley.stt.sphinx;

/**
 * Tells whether an utterance only went on in silence after what was decoded of it: then the words
 * already found are the words of the whole.
 */
final class AfterSpeech {
  // a third of the way from the pause to the speech: soft consonants are above it
  private static final float SHARE = 0.33f;
  private static final int CLICK_FRAMES = 3;
  private static final int DECAY_FRAMES = 5;

  private AfterSpeech() {}

  /**
   * @param decoded of the first frames of the cepstra
   * @return false also when there is nothing to compare with: no words, or no pause after them
   */
  static boolean isSilence(Hypothesis decoded, Cepstra cepstra) {
    int end = decoded.words().isEmpty() ? decoded.frames() : decoded.words().getLast().endFrame();
    int pauseStart = end + DECAY_FRAMES;
    if (pauseStart >= decoded.frames()) {
      return false;
    }
    float speech = 0;
    int spoken = 0;
    for (int frame = 0; frame < end; frame++) {
      if (decoded.isSpoken(frame)) {
        speech += cepstra.loudness(frame);
        spoken++;
      }
    }
    float pause = 0;
    for (int frame = pauseStart; frame < decoded.frames(); frame++) {
      pause += cepstra.loudness(frame);
    }
    pause /= decoded.frames() - pauseStart;
    speech /= spoken;
    return pause < speech && !exceeds(pause + SHARE * (speech - pause), decoded.frames(), cepstra);
  }

  private static boolean exceeds(float ceiling, int start, Cepstra cepstra) {
    int loud = 0;
    for (int frame = start; frame < cepstra.count(); frame++) {
      loud = cepstra.loudness(frame) > ceiling ? loud + 1 : 0;
      if (loud > CLICK_FRAMES) {
        return true;
      }
    }
    return false;
  }
}
