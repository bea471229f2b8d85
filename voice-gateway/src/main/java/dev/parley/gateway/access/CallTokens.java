package dev.parley.gateway.access;

import dev.parley.adapter.UserError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tokens with which browsers open calls: JSON Web Tokens that any gateway with the same key issues
 * and takes, for a minute, and that each gateway takes once. Thread-safe.
 */
public final class CallTokens {
  public static final int GOOD_SECONDS = 60;

  /** What browsers offer beside a token: a server must take one of what is offered. */
  public static final String PROTOCOL = "parley.v1";

  /** Stands before a token among the subprotocols that a browser offers. */
  public static final String OFFER = "parley.token.";

  private static final String AUDIENCE = "parley-call";
  private static final int LEAST_KEY_CHARS = 32;

  /** More in a minute than calls could be opened: then none is taken, rather than one twice. */
  private static final int MOST_USED = 100_000;

  private final JWTAuth jwt;
  private final InstantSource clock;
  private final Map<String, Long> usedUntil = new HashMap<>();

  /**
   * @param key of the API, from which the key of tokens is derived
   * @throws UserError when it is too short
   */
  public CallTokens(Vertx vertx, String key, InstantSource clock) {
    if (key.length() < LEAST_KEY_CHARS) {
      throw new UserError(
          "gateway.api-key needs at least "
              + LEAST_KEY_CHARS
              + " characters, such as those of: openssl rand -hex 32");
    }
    this.clock = clock;
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .setJWTOptions(new JWTOptions().addAudience(AUDIENCE).setIgnoreExpiration(true))
                .addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm("HS256").setBuffer("call tokens " + key)));
  }

  public String issue() {
    long now = clock.instant().getEpochSecond();
    return jwt.generateToken(
        new JsonObject().put("jti", UUID.randomUUID().toString()).put("exp", now + GOOD_SECONDS),
        new JWTOptions().setAlgorithm("HS256").addAudience(AUDIENCE).setNoTimestamp(true));
  }

  /** Whether it is one of these, in its time, and shown for the first time. */
  public Future<Boolean> admits(String token) {
    return jwt.authenticate(new TokenCredentials(token))
        .map(user -> isFirstUse(user.principal(), user))
        .otherwise(false);
  }

  private synchronized boolean isFirstUse(JsonObject claims, User user) {
    long now = clock.instant().getEpochSecond();
    JsonObject all =
        claims.containsKey("exp") ? claims : user.attributes().getJsonObject("accessToken");
    String id = all.getString("jti", "");
    long until = all.getLong("exp", 0L);
    usedUntil.values().removeIf(end -> end < now);
    if (until < now
        || until > now + GOOD_SECONDS
        || id.isEmpty()
        || usedUntil.size() >= MOST_USED) {
      return false;
    }
    return usedUntil.putIfAbsent(id, until) == null;
  }
}
