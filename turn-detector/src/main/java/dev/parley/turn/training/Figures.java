package dev.parley.turn.training;

import java.util.Locale;

/** How figures are written. */
final class Figures {
  private Figures() {}

  /** Between 0 and 1, with three digits. */
  static String share(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.3f", share) : "-";
  }

  static String share(double share, Interval interval) {
    return Double.isFinite(share) ? share(share) + " (" + interval + ")" : "-";
  }

  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "-";
  }

  static String wholePercent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  static String seconds(double seconds) {
    return Double.isFinite(seconds) ? String.format(Locale.ROOT, "%.2f s", seconds) : "-";
  }

  /** Moments are tenths of a second. */
  static String moment(double seconds) {
    return Double.isFinite(seconds) ? String.format(Locale.ROOT, "%.1f s", seconds) : "-";
  }
}
