package dev.parley.turn;

/**
 * The level of the background; one owner. Falls at once and rises slowly, by 12 dB a second under
 * noise and by 6 dB under sound with the pitch of a voice. Speech can't lift it for long: it falls
 * back between the syllables.
 */
final class NoiseFloor {
  private static final double RISE_DB_VOICED = 0.12;
  private static final double RISE_DB_NOISE = 0.25;
  private static final double NOISE_PERIODICITY = 0.45;
  private static final double FALL = 0.3;
  private static final double LOWEST_DB = -75;

  private double floorDb = -50;

  /** Takes the next frame and gives how far above the background it is, dB. */
  double observe(FrameAnalysis frame) {
    double level = Math.max(frame.levelDb(), LOWEST_DB);
    double rise = frame.periodicity() < NOISE_PERIODICITY ? RISE_DB_NOISE : RISE_DB_VOICED;
    floorDb += level < floorDb ? FALL * (level - floorDb) : Math.min(rise, level - floorDb);
    return frame.levelDb() - floorDb;
  }
}
