package dev.parley.turn;

/**
 * The level of the background; one owner. Falls at once, rises slowly, so that speech can't lift
 * it.
 */
final class NoiseFloor {
  // a background that becomes louder is learned at 6 dB a second; a word of 500 ms lifts it by 3 dB
  private static final double RISE_DB = 0.12;
  private static final double FALL = 0.3;
  private static final double LOWEST_DB = -75;

  private double floorDb = -50;

  /** Takes the next frame's level and gives how far above the background it is, dB. */
  double observe(double levelDb) {
    double level = Math.max(levelDb, LOWEST_DB);
    floorDb += level < floorDb ? FALL * (level - floorDb) : Math.min(RISE_DB, level - floorDb);
    return levelDb - floorDb;
  }
}
