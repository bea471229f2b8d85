package dev.parley.turn;

/**
 * What a sound over the bot is like, by rule: coughs and clatter have few vowels, an echo follows
 * the loudspeaker. One owner.
 */
final class SoundCharacter {
  private static final double LITTLE_VOICE = 0.25;
  private static final double MUCH_VOICE = 0.5;
  private static final double LITTLE_ECHO = 0.6;
  private static final double MUCH_ECHO = 0.85;
  // the first frames tell little of either
  private static final int FIRST_FRAMES = 5;

  private int active;
  private int voiced;
  private double echo;

  void clear() {
    active = 0;
    voiced = 0;
    echo = 0;
  }

  void frame(boolean isActive, boolean isVoiced, double echoLikeness) {
    if (isActive) {
      active++;
      voiced += isVoiced ? 1 : 0;
      // the mean of the last quarter second or so
      echo += 0.08 * (echoLikeness - echo);
    }
  }

  /** 0 for a noise, 1 for a voice. */
  double voiceLikeness() {
    double share = (voiced + FIRST_FRAMES * MUCH_VOICE) / (active + FIRST_FRAMES);
    return ramp(share, LITTLE_VOICE, MUCH_VOICE);
  }

  /** 1 for the bot's own voice. */
  double echoLikeness() {
    return ramp(echo, LITTLE_ECHO, MUCH_ECHO);
  }

  private static double ramp(double x, double from, double to) {
    return Math.max(0, Math.min(1, (x - from) / (to - from)));
  }
}
