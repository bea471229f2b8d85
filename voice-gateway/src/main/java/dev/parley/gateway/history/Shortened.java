package dev.parley.gateway.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes what comes from outside fit a column, the same way for what is stored and what is shown.
 */
final class Shortened {
  static final int TEXT_CHARS = 10_000;

  private Shortened() {}

  static String text(String text, int mostChars) {
    // PostgreSQL takes no NUL, and a pair cut in half is no text
    String clean = text.replace("\0", "");
    if (clean.length() <= mostChars) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(mostChars - 1)) ? mostChars - 1 : mostChars;
    return clean.substring(0, end);
  }

  static @Nullable String orNull(@Nullable String text, int mostChars) {
    return text == null || text.isEmpty() ? null : text(text, mostChars);
  }

  /** Milliseconds with three decimals. */
  static double millis(long nanos) {
    return Math.rint(nanos / 1e3) / 1e3;
  }

  static @Nullable Double millis(@Nullable Long nanos) {
    return nanos == null ? null : Double.valueOf(millis(nanos.longValue()));
  }

  /** Databases differ in what is smaller. */
  static Instant time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }
}
