package dev.parley.turn;

/**
 * How the caller speaks just now: the course of the pitch, the pace, the length of the last
 * syllable. Mutable, one owner; nothing is allocated for a frame.
 */
final class Prosody {
  private static final double SECONDS = Frame.MILLIS / 1_000.0;

  // the last fifth of a second of voice carries what a final rise or fall says
  private static final int SLOPE_FRAMES = 10;
  private static final int SLOPE_LEAST_FRAMES = 4;
  // a voice moves by less than this in 20 ms; more is an octave error or another sound
  private static final double LARGEST_STEP_OCTAVES = 0.4;
  private static final int SEMITONES = 12;
  private static final double RECENT_WEIGHT = 0.1;

  // nuclei are peaks of the level with dips of 2 dB between them, and voiced (de Jong & Wempe 2009)
  private static final double DIP_DB = 2;
  // what belongs to the nucleus around a peak
  private static final double NUCLEUS_DB = 6;
  private static final int RATE_FRAMES = 150;
  private static final int RATE_LEAST_FRAMES = 20;
  private static final int NUCLEI = 32;
  private static final double USUAL_NUCLEUS_WEIGHT = 0.1;
  private static final double USUAL_PITCH_WEIGHT = 0.02;

  private final double[] track = new double[SLOPE_FRAMES];
  private int tracked;
  private double usualPitch = Double.NaN;

  private double before = Double.NaN;
  private double beforeThat = Double.NaN;
  private boolean voicedBefore;
  private boolean rising;
  private double peakDb = Double.NEGATIVE_INFINITY;
  private double dipDb = Double.POSITIVE_INFINITY;
  private boolean peakVoiced;

  private boolean nucleusOpen;
  private int nucleusFrames;
  private double usualNucleus = Double.NaN;

  // over the last fifth of a second of speech
  private double tiltDb;
  private double flatnessDb;
  private double fluxDb;

  private final long[] nuclei = new long[NUCLEI];
  private long nucleusCount;
  private long spokenFrames;

  /**
   * @param isSpeech whether the frame lies within speech: only that counts for the pace
   * @param isVoiced whether it sounds like a vowel
   */
  void frame(FrameAnalysis sound, Spectrum spectrum, boolean isSpeech, boolean isVoiced) {
    pitch(sound.pitchHz(), isVoiced);
    if (isSpeech) {
      double weight = spokenFrames == 0 ? 1 : RECENT_WEIGHT;
      tiltDb += weight * (spectrum.tiltDb() - tiltDb);
      flatnessDb += weight * (spectrum.flatnessDb() - flatnessDb);
      fluxDb += weight * (spectrum.fluxDb() - fluxDb);
      spokenFrames++;
      syllables(sound.levelDb(), isVoiced);
    } else {
      nucleusOpen = false;
      rising = false;
      before = Double.NaN;
      beforeThat = Double.NaN;
      peakDb = Double.NEGATIVE_INFINITY;
      dipDb = Double.POSITIVE_INFINITY;
    }
    voicedBefore = isVoiced;
  }

  /**
   * Semitones a second since the voice last set in, over 200 ms at most; stays when it falls
   * silent, 0 where there was too little.
   */
  double pitchSlope() {
    int n = Math.min(tracked, SLOPE_FRAMES);
    if (n < SLOPE_LEAST_FRAMES) {
      return 0;
    }
    double product = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double t = i - (n - 1) / 2.0;
      product += t * track[(tracked - n + i) % SLOPE_FRAMES];
      square += t * t;
    }
    return SEMITONES * product / square / SECONDS;
  }

  /** The newest pitch against this caller's usual one, semitones; 0 where there is none yet. */
  double pitchAboveUsual() {
    return tracked == 0 ? 0 : SEMITONES * (track[(tracked - 1) % SLOPE_FRAMES] - usualPitch);
  }

  /** Syllable nuclei a second, over the last three seconds of speech; 0 where there was little. */
  double syllablesPerSecond() {
    if (spokenFrames < RATE_LEAST_FRAMES) {
      return 0;
    }
    long window = Math.min(spokenFrames, RATE_FRAMES);
    int count = 0;
    for (int i = 0; i < Math.min(nucleusCount, NUCLEI); i++) {
      count += nuclei[i] > spokenFrames - window ? 1 : 0;
    }
    return count / (window * SECONDS);
  }

  /** How long the last syllable's nucleus is, so far. */
  int nucleusMillis() {
    return nucleusFrames * Frame.MILLIS;
  }

  /** The last nucleus against this caller's usual one; 1 where there is none to compare. */
  double lengthening() {
    return Double.isNaN(usualNucleus) || nucleusFrames == 0 ? 1 : nucleusFrames / usualNucleus;
  }

  /** How much more there is below 1.1 kHz than above: much in a vowel, little in a hiss. */
  double tiltDb() {
    return tiltDb;
  }

  /** About 0 for a hiss, lower for a vowel. */
  double flatnessDb() {
    return flatnessDb;
  }

  /** How much the spectrum changes from frame to frame. */
  double fluxDb() {
    return fluxDb;
  }

  private void pitch(double hz, boolean isVoiced) {
    if (!isVoiced || hz == 0) {
      return;
    }
    double octaves = Octaves.between(hz, 100);
    boolean goesOn =
        voicedBefore
            && tracked > 0
            && Math.abs(octaves - track[(tracked - 1) % SLOPE_FRAMES]) < LARGEST_STEP_OCTAVES;
    tracked = goesOn ? tracked : 0;
    track[tracked % SLOPE_FRAMES] = octaves;
    // twice the ring, so that the remainder tells the same place
    tracked = tracked + 1 == 2 * SLOPE_FRAMES ? SLOPE_FRAMES : tracked + 1;
    usualPitch = usual(usualPitch, octaves, USUAL_PITCH_WEIGHT);
  }

  private void syllables(double levelDb, boolean isVoiced) {
    double smooth =
        Double.isNaN(beforeThat) ? levelDb : 0.25 * beforeThat + 0.5 * before + 0.25 * levelDb;
    beforeThat = Double.isNaN(before) ? levelDb : before;
    before = levelDb;
    if (rising) {
      if (smooth > peakDb) {
        peakDb = smooth;
        peakVoiced = isVoiced || voicedBefore;
      } else if (smooth < peakDb - DIP_DB) {
        rising = false;
        dipDb = smooth;
        if (peakVoiced) {
          nuclei[(int) (nucleusCount++ % NUCLEI)] = spokenFrames;
        }
      }
    } else {
      dipDb = Math.min(dipDb, smooth);
      if (smooth > dipDb + DIP_DB || peakDb == Double.NEGATIVE_INFINITY) {
        rising = true;
        peakDb = smooth;
        peakVoiced = isVoiced;
        nucleusOpen = false;
      }
    }
    if (!isVoiced || smooth < peakDb - NUCLEUS_DB) {
      nucleusOpen = false;
    } else if (nucleusOpen) {
      nucleusFrames++;
    } else {
      // only now, so that the last one is never compared with itself
      if (nucleusFrames > 0) {
        usualNucleus = usual(usualNucleus, nucleusFrames, USUAL_NUCLEUS_WEIGHT);
      }
      nucleusOpen = true;
      nucleusFrames = 1;
    }
  }

  private static double usual(double so, double next, double weight) {
    return Double.isNaN(so) ? next : so + weight * (next - so);
  }
}
