package dev.parley.turn;

/** Which frames speech starts with, and which it goes on with. */
final class Speechlike {
  private Speechlike() {}

  /** A vowel: periodic at a voice's pitch and clearly above the background. */
  static boolean starts(FrameAnalysis frame, double snrDb) {
    return snrDb > 9 && frame.periodicity() > 0.65;
  }

  /** Also consonants and fading ends. */
  static boolean goesOn(FrameAnalysis frame, double snrDb) {
    return snrDb > 12 || (snrDb > 6 && frame.periodicity() > 0.5);
  }
}
