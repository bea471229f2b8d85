package dev.parley.turn;

/**
 * How much the microphone follows the loudspeaker: the best correlation of the two levels over the
 * last half second, the microphone up to 400 ms behind. One owner; nothing is allocated for a
 * frame.
 */
final class EchoLikeness {
  private static final int WINDOW = 25;
  private static final int LATEST = 20;
  private static final int KEPT = 64;
  private static final double SILENCE_DB = -70;

  private final float[] microphone = new float[KEPT];
  private final float[] loudspeaker = new float[KEPT];
  private int frames;
  private double playedDb = SILENCE_DB;
  private boolean played;

  /** What the loudspeaker plays during the next frame. */
  void playing(short[] pcm, int offset) {
    double energy = 1e-3;
    for (int i = 0; i < Frame.SAMPLES; i++) {
      double x = pcm[offset + i];
      energy += x * x;
    }
    playedDb = Math.max(SILENCE_DB, 10 * Math.log10(energy / Frame.SAMPLES) - 90.3);
    played = true;
  }

  void heard(double levelDb) {
    microphone[frames % KEPT] = (float) Math.max(SILENCE_DB, levelDb);
    loudspeaker[frames % KEPT] = (float) playedDb;
    playedDb = SILENCE_DB;
    frames++;
  }

  /** 0 where nothing was played, towards 1 for an echo. */
  double likeness() {
    if (!played || frames < WINDOW + LATEST) {
      return 0;
    }
    double best = 0;
    for (int late = 0; late <= LATEST; late++) {
      best = Math.max(best, correlation(late));
    }
    return best;
  }

  private double correlation(int late) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = frames - WINDOW; i < frames; i++) {
      double a = microphone[i % KEPT];
      double b = loudspeaker[(i - late) % KEPT];
      x += a;
      y += b;
      xx += a * a;
      yy += b * b;
      xy += a * b;
    }
    double vx = xx - x * x / WINDOW;
    double vy = yy - y * y / WINDOW;
    // a level that hardly moves tells nothing
    if (vx < 4 * WINDOW || vy < 4 * WINDOW) {
      return 0;
    }
    return (xy - x * y / WINDOW) / Math.sqrt(vx * vy);
  }
}
