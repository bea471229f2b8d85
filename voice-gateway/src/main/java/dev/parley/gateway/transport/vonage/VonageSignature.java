package dev.parley.gateway.transport.vonage;

import dev.parley.gateway.access.Hmac;
import dev.parley.gateway.transport.SignatureAge;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Whether a request comes from Vonage, and now: a JSON Web Token with HMAC-SHA256. Its hash of the
 * payload is not looked at: nothing of the payload is used, and the way is https.
 */
final class VonageSignature {
  private static final String BEARER = "Bearer ";
  private static final int PARTS = 3;

  private final Hmac hmac;
  private final InstantSource clock;

  VonageSignature(String secret, InstantSource clock) {
    this.hmac = new Hmac("HmacSHA256", secret);
    this.clock = clock;
  }

  /**
   * @param authorization the header
   */
  boolean isOf(String authorization) {
    String[] parts =
        authorization.startsWith(BEARER)
            ? authorization.substring(BEARER.length()).strip().split("\\.", -1)
            : new String[0];
    // always of this algorithm, whatever the token says of its own
    return parts.length == PARTS
        && Hmac.isSame(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(hmac.sign(parts[0] + "." + parts[1])),
            parts[2])
        && isOfNow(parts[1]);
  }

  private boolean isOfNow(String claims) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(claims);
      Long seconds = new JsonObject(new String(json, StandardCharsets.UTF_8)).getLong("iat");
      return seconds != null && SignatureAge.isOfNow(seconds, clock);
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return false;
    }
  }
}
