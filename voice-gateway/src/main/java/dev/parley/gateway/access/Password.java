package dev.parley.gateway.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A secret that a request shows in its header Authorization. Takes as long whatever differs. */
public final class Password {
  private static final String BASIC = "Basic ";
  private static final String BEARER = "Bearer ";

  private final String secret;

  /**
   * @param secret not empty
   */
  public Password(String secret) {
    this.secret = secret;
  }

  /** In HTTP's basic way, under any name. */
  public boolean isBasic(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BASIC)) {
      return false;
    }
    try {
      byte[] both = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String[] parts = new String(both, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 && isSame(parts[1]);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public boolean isBearer(@Nullable String authorization) {
    return authorization != null
        && authorization.startsWith(BEARER)
        && isSame(authorization.substring(BEARER.length()).strip());
  }

  private boolean isSame(String shown) {
    return Hmac.isSame(secret, shown);
  }
}
