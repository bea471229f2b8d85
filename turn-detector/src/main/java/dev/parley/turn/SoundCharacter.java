package dev.parley.turn;

/**
 * What a sound over the bot is like, by rule: is it speech, or is it a cough, a laugh, a sigh,
 * clatter, or the bot's own echo? One owner; nothing is allocated for a frame.
 *
 * <p>Speech moves the mouth; that tells most ({@link Articulation}). It is voiced for more than
 * half of its time, and hardly ever as high as a laugh or a squeak.
 *
 * <p>The constants are round figures set by hand, not fitted. Which measures to take, and on what
 * scale, was decided by looking at synthetic voices and at some of the recordings that tests use;
 * no weights come from those.
 */
final class SoundCharacter {
  // the scale on which each measure is judged: where it says nothing, and what counts as one step
  private static final double REACH_DB = 11;
  private static final double REACH_STEP_DB = 2.5;
  private static final double PERSISTENCE = 1.5;
  private static final double PERSISTENCE_STEP = 0.5;
  private static final double VOICED = 0.5;
  private static final double VOICED_STEP = 0.2;
  // men speak around 120 Hz, women around 210, children around 300; laughter goes far above that
  private static final double HIGH_HZ = 340;
  private static final double HIGH_STEP = 0.25;

  // speech travels through more sounds the longer it lasts, others don't: what is asked for after
  // 400 ms, and after a second
  private static final double SPEECH_SOON = 0;
  private static final double SPEECH_LATER = 1;
  private static final int SOON_FRAMES = 20;
  private static final double CERTAIN_NOISE = 1;
  private static final double NEVER_SURE = 0.02;
  // so little sound tells nothing yet: a voice that goes up and down again and again is worse than
  // one that stays low for a moment longer
  private static final double EARLY = 0.7;
  private static final int EARLY_FRAMES = 10;

  private static final double LITTLE_ECHO = 0.5;
  private static final double MUCH_ECHO = 0.8;

  // a sound is noticed up to 10 frames after it began
  private static final int KEPT = 16;

  // a second: the memory of the means
  private static final int LONGEST = 50;

  private final Articulation articulation = new Articulation();
  private final float[][] bandsDb = new float[KEPT][Spectrum.BANDS];
  private final boolean[] active = new boolean[KEPT];
  private final boolean[] voiced = new boolean[KEPT];
  private final boolean[] high = new boolean[KEPT];
  private final boolean[] pitched = new boolean[KEPT];
  private int frames;

  private int heard;
  private double voicedShare;
  private int pitches;
  private double highShare;
  private double echo;
  private int echoHeard;

  /** The next frame, whether or not there is a sound. */
  void frame(VoiceActivityDetector voice, Spectrum spectrum, double echoLikeness) {
    FrameAnalysis sound = voice.newestFrame();
    int at = frames++ % KEPT;
    for (int b = 0; b < Spectrum.BANDS; b++) {
      bandsDb[at][b] = (float) spectrum.bandDb(b);
    }
    active[at] = voice.isFrameActive();
    voiced[at] = voice.isFrameVoiced();
    pitched[at] = active[at] && sound.pitchHz() > 0;
    high[at] = sound.pitchHz() > HIGH_HZ;
    take(at);
    if (active[at]) {
      // the mean of the last quarter second or so
      echoHeard++;
      echo += Math.max(0.08, 1.0 / echoHeard) * (echoLikeness - echo);
    }
  }

  /**
   * A new sound began.
   *
   * @param framesAgo frames of it that were told already
   */
  void begin(int framesAgo) {
    articulation.clear();
    heard = 0;
    voicedShare = 0;
    pitches = 0;
    highShare = 0;
    echo = 0;
    echoHeard = 0;
    for (int back = Math.min(framesAgo, Math.min(frames, KEPT)); back > 0; back--) {
      take((frames - back) % KEPT);
    }
  }

  private void take(int at) {
    articulation.frame(bandsDb[at], active[at]);
    if (active[at]) {
      heard = Math.min(heard + 1, LONGEST);
      voicedShare += ((voiced[at] ? 1 : 0) - voicedShare) / heard;
    }
    if (pitched[at]) {
      pitches = Math.min(pitches + 1, LONGEST);
      highShare += ((high[at] ? 1 : 0) - highShare) / pitches;
    }
  }

  /** 0 for a noise, 1 for speech; never quite 0, as a single long vowel may be meant. */
  double speechLikeness() {
    double later = ramp(heard, SOON_FRAMES, LONGEST);
    double speech = SPEECH_SOON + later * (SPEECH_LATER - SPEECH_SOON);
    double early = EARLY * (1 - ramp(heard, EARLY_FRAMES, SOON_FRAMES));
    double least = Math.max(NEVER_SURE, early);
    return Math.max(least, ramp(evidence(), speech - CERTAIN_NOISE, speech));
  }

  /** Steps away from where nothing tells; speech lies above. */
  double evidence() {
    return (articulation.reachDb() - REACH_DB) / REACH_STEP_DB
        + (articulation.persistence() - PERSISTENCE) / PERSISTENCE_STEP
        + (voicedShare - VOICED) / VOICED_STEP
        - highShare / HIGH_STEP;
  }

  /** 1 for the bot's own voice. */
  double echoLikeness() {
    return ramp(echo, LITTLE_ECHO, MUCH_ECHO);
  }

  Articulation articulation() {
    return articulation;
  }

  double voicedShare() {
    return voicedShare;
  }

  double highShare() {
    return highShare;
  }

  private static double ramp(double x, double from, double to) {
    return Math.max(0, Math.min(1, (x - from) / (to - from)));
  }
}
