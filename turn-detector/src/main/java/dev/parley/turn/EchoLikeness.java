package dev.parley.turn;

/**
 * How much the microphone follows the loudspeaker: the correlation of the levels of all bands over
 * the last third of a second or so, the microphone up to 400 ms behind. Bands rather than the whole
 * level: two voices rise and fall together by chance often enough, but not in every band. One
 * owner; nothing is allocated for a frame.
 */
final class EchoLikeness {
  private static final int LATEST = 20;
  private static final int LAGS = LATEST + 1;
  private static final int KEPT = 32;
  private static final double WEIGHT = 0.06;
  // below the room tone of a quiet line: what is softer is silence, whatever its shape
  private static final double SILENCE_DB = 45;
  // a level that hardly moves tells nothing
  private static final double LEAST_VARIANCE = 4;
  // the way from the loudspeaker to the microphone stays: remembered over four seconds of playing
  private static final double DELAY_WEIGHT = 0.005;
  // so far above chance is a delay that it is the delay
  private static final double KNOWN = 0.2;

  private final Spectrum spectrum = new Spectrum();
  private final double[] microphoneMean = new double[Spectrum.BANDS];
  private final double[] microphoneOff = new double[Spectrum.BANDS];
  private final double[] loudspeakerMean = new double[Spectrum.BANDS];
  // by how much the loudspeaker's levels differed from their means, in the newest frames
  private final double[][] off = new double[KEPT][Spectrum.BANDS];
  private final double[] loudspeakerVariance = new double[KEPT];
  private final double[] together = new double[LAGS];
  private final double[] usual = new double[LAGS];
  private double microphoneVariance;
  private long frames;
  private boolean playing;
  private boolean everPlayed;
  private double likeness;

  /** What the loudspeaker plays during the next frame. */
  void playing(short[] pcm, int offset) {
    spectrum.analyse(pcm, offset);
    playing = true;
    everPlayed = true;
  }

  /** The microphone's next frame. */
  void heard(Spectrum microphone) {
    if (!everPlayed) {
      return;
    }
    double weight = Math.max(WEIGHT, 1.0 / (frames + 1));
    int now = (int) (frames++ % KEPT);
    double before = loudspeakerVariance[(now + KEPT - 1) % KEPT];
    double square = 0;
    for (int b = 0; b < Spectrum.BANDS; b++) {
      double x = (playing ? Math.max(SILENCE_DB, spectrum.bandDb(b)) : SILENCE_DB);
      off[now][b] = x - loudspeakerMean[b];
      loudspeakerMean[b] += weight * off[now][b];
      square += off[now][b] * off[now][b];
    }
    loudspeakerVariance[now] = (1 - weight) * (before + weight * square);
    playing = false;
    follow(microphone, now, weight);
    likeness = best(now);
  }

  /** 0 where nothing was played, towards 1 for an echo. */
  double likeness() {
    return likeness;
  }

  private void follow(Spectrum microphone, int now, double weight) {
    double square = 0;
    for (int b = 0; b < Spectrum.BANDS; b++) {
      double x = Math.max(SILENCE_DB, microphone.bandDb(b));
      microphoneOff[b] = x - microphoneMean[b];
      microphoneMean[b] += weight * microphoneOff[b];
      square += microphoneOff[b] * microphoneOff[b];
    }
    microphoneVariance = (1 - weight) * (microphoneVariance + weight * square);
    for (int late = 0; late < LAGS; late++) {
      double[] then = off[(now + KEPT - late) % KEPT];
      double product = 0;
      for (int b = 0; b < Spectrum.BANDS; b++) {
        product += microphoneOff[b] * then[b];
      }
      together[late] = (1 - weight) * (together[late] + weight * product);
    }
  }

  private double best(int now) {
    int known = 0;
    for (int late = 1; late < LAGS; late++) {
      known = usual[late] > usual[known] ? late : known;
    }
    boolean isKnown = usual[known] > KNOWN;
    double best = 0;
    for (int late = 0; late < LAGS; late++) {
      double played = loudspeakerVariance[(now + KEPT - late) % KEPT];
      if (Math.min(played, microphoneVariance) < LEAST_VARIANCE * Spectrum.BANDS) {
        continue;
      }
      double correlation = together[late] / Math.sqrt(microphoneVariance * played);
      usual[late] += DELAY_WEIGHT * (correlation - usual[late]);
      if (!isKnown || Math.abs(late - known) <= 1) {
        best = Math.max(best, correlation);
      }
    }
    return best;
  }
}
