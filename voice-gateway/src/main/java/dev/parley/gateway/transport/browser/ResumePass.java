package dev.parley.gateway.transport.browser;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * With what a client comes back to its call.
 *
 * @param token a secret between the gateway and this client
 * @param time how long the call waits
 */
record ResumePass(String token, Duration time) {
  private static final int TOKEN_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  static ResumePass fresh(Duration time) {
    byte[] secret = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(secret);
    return new ResumePass(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), time);
  }

  /** Takes the same time however much of it is right. */
  boolean fits(String claimed) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
  }

  /** A secret must not end in a log. */
  @Override
  public String toString() {
    return "ResumePass[time=" + time + "]";
  }
}
