package dev.parley.gateway.transport;

import dev.parley.gateway.access.OnceInAMinute;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a stream shows to prove that it belongs to a call of which the webhook was told: random,
 * good once, and for a short time. Thread-safe.
 */
public final class Passes {
  private static final int BYTES = 24;

  private final SecureRandom random = new SecureRandom();
  private final OnceInAMinute<String> languages;

  public Passes(LongSupplier nanoTime) {
    this.languages = new OnceInAMinute<>(nanoTime);
  }

  /**
   * A new one, of letters, digits, - and _.
   *
   * @param language of the call that it is for, BCP 47
   */
  public String give(String language) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String pass = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    languages.put(pass, language);
    return pass;
  }

  /** The call's language; empty for a pass that was never given, was used, or is too old. */
  public Optional<String> use(String pass) {
    return languages.take(pass);
  }
}
