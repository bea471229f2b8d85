package dev.parley.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTokensTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong now = new AtomicLong(1_700_000_000);
  private final InstantSource clock = () -> Instant.ofEpochSecond(now.get());
  private final CallTokens tokens = new CallTokens(vertx, KEY, clock);

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void aTokenIsGoodOnce() throws Exception {
    String token = tokens.issue();
    assertNotEquals(token, tokens.issue());

    assertTrue(admits(tokens, token));
    assertFalse(admits(tokens, token));
    assertTrue(admits(tokens, tokens.issue()));
  }

  @Test
  void anyGatewayWithTheKeyTakesIt() throws Exception {
    assertTrue(admits(new CallTokens(vertx, KEY, clock), tokens.issue()));
    assertFalse(admits(new CallTokens(vertx, KEY + "x", clock), tokens.issue()));
  }

  @Test
  void aTokenIsGoodForAMinute() throws Exception {
    String first = tokens.issue();
    String second = tokens.issue();
    now.addAndGet(60);
    assertTrue(admits(tokens, first));
    now.addAndGet(1);
    assertFalse(admits(tokens, second));
  }

  @Test
  void aTokenOfTheFutureIsRefused() throws Exception {
    String token = tokens.issue();
    now.addAndGet(-1);
    assertFalse(admits(tokens, token));
  }

  @Test
  void whatAnotherPartSignedWithTheSameKeyIsRefused() throws Exception {
    JWTAuth other =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm("HS256").setBuffer("call tokens " + KEY)));
    JsonObject claims = new JsonObject().put("jti", "1").put("exp", now.get() + 60);
    assertFalse(
        admits(
            tokens, other.generateToken(claims, new JWTOptions().addAudience("something else"))));
    assertFalse(admits(tokens, other.generateToken(claims)));
    claims.remove("exp");
    assertFalse(
        admits(tokens, other.generateToken(claims, new JWTOptions().addAudience("parley-call"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "..", "%"})
  void whatIsNoTokenIsRefused(String token) throws Exception {
    assertFalse(admits(tokens, token));
  }

  @Test
  void aTokenThatSaysItNeedsNoSignatureIsRefused() throws Exception {
    String claims = "{\"jti\":\"1\",\"aud\":[\"parley-call\"],\"exp\":" + (now.get() + 60) + "}";
    assertFalse(admits(tokens, base64("{\"alg\":\"none\"}") + "." + base64(claims) + "."));
    assertFalse(
        admits(tokens, base64("{\"alg\":\"HS256\"}") + "." + base64(claims) + "." + base64("x")));
  }

  @Test
  void aShortKeyEndsTheStart() {
    UserError e = assertThrows(UserError.class, () -> new CallTokens(vertx, "short", clock));
    assertTrue(String.valueOf(e.getMessage()).contains("gateway.api-key"));
    assertEquals(-1, String.valueOf(e.getMessage()).indexOf("short,"));
  }

  private static boolean admits(CallTokens tokens, String token) throws Exception {
    return tokens.admits(token).await(10, TimeUnit.SECONDS);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
