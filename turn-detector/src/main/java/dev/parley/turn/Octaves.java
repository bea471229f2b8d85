package dev.parley.turn;

/** Distances on the scale on which pitch is heard. */
final class Octaves {
  private static final double LN_2 = Math.log(2);

  private Octaves() {}

  /** How far {@code frequency} lies above {@code reference}. */
  static double between(double frequency, double reference) {
    return Math.log(frequency / reference) / LN_2;
  }
}
