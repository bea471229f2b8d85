package dev.parley.gateway.transport;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a stream shows to prove that it belongs to a call of which the webhook was told: random,
 * good once, and for a short time. Thread-safe.
 */
public final class Passes {
  private static final int BYTES = 24;
  private static final long GOOD_NANOS = 60_000_000_000L;
  private static final int MOST = 10_000;

  private record Given(long sinceNanos, String language) {}

  private final SecureRandom random = new SecureRandom();
  private final LongSupplier nanoTime;
  // the oldest first
  private final Map<String, Given> given = new LinkedHashMap<>();

  public Passes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * A new one, of letters, digits, - and _.
   *
   * @param language of the call that it is for, BCP 47
   */
  public synchronized String give(String language) {
    long now = nanoTime.getAsLong();
    given.values().removeIf(one -> now - one.sinceNanos > GOOD_NANOS);
    if (given.size() >= MOST) {
      given.remove(given.keySet().iterator().next());
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String pass = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    given.put(pass, new Given(now, language));
    return pass;
  }

  /** The call's language; empty for a pass that was never given, was used, or is too old. */
  public synchronized Optional<String> use(String pass) {
    return Optional.ofNullable(given.remove(pass))
        .filter(one -> nanoTime.getAsLong() - one.sinceNanos <= GOOD_NANOS)
        .map(Given::language);
  }
}
