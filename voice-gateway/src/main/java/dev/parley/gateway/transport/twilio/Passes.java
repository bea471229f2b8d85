package dev.parley.gateway.transport.twilio;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a stream shows to prove that it belongs to a call of which the webhook was told: random,
 * good once, and for a short time. Thread-safe.
 */
final class Passes {
  private static final int BYTES = 24;
  private static final long GOOD_NANOS = 60_000_000_000L;
  private static final int MOST = 10_000;

  private final SecureRandom random = new SecureRandom();
  private final LongSupplier nanoTime;
  // the oldest first
  private final Map<String, Long> given = new LinkedHashMap<>();

  Passes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized String give() {
    long now = nanoTime.getAsLong();
    given.values().removeIf(since -> now - since > GOOD_NANOS);
    if (given.size() >= MOST) {
      given.remove(given.keySet().iterator().next());
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String pass = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    given.put(pass, now);
    return pass;
  }

  /** false for one that was never given, was used, or is too old. */
  synchronized boolean use(String pass) {
    Long since = given.remove(pass);
    return since != null && nanoTime.getAsLong() - since <= GOOD_NANOS;
  }
}
