package dev.parley.gateway.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How old what a provider signed may be: what was seen on its way is of no use later. */
public final class SignatureAge {
  private static final Duration OLDEST = Duration.ofMinutes(5);

  private SignatureAge() {}

  public static boolean isOfNow(long epochSeconds, InstantSource clock) {
    try {
      Duration age = Duration.between(Instant.ofEpochSecond(epochSeconds), clock.instant());
      return age.abs().compareTo(OLDEST) <= 0;
    } catch (DateTimeException | ArithmeticException e) {
      return false;
    }
  }
}
