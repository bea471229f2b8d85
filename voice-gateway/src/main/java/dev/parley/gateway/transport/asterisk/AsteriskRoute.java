package dev.parley.gateway.transport.asterisk;

import dev.parley.gateway.transport.LineUpgrade;
import dev.parley.gateway.transport.PhoneCalls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Asterisk connects, with a password in HTTP's basic way. */
public final class AsteriskRoute {
  public static final String PATH = "/v1/asterisk";

  /** What chan_websocket asks for; the server must offer it. */
  public static final String SUBPROTOCOL = "media";

  private static final Logger LOG = LoggerFactory.getLogger(AsteriskRoute.class);
  private static final String BASIC = "Basic ";

  private final Vertx vertx;
  private final PhoneCalls calls;
  private final String password;

  /**
   * @param password a secret
   */
  public AsteriskRoute(Vertx vertx, PhoneCalls calls, String password) {
    this.vertx = vertx;
    this.calls = calls;
    this.password = password;
  }

  public void addTo(Router router) {
    router.get(PATH).handler(this::connect);
  }

  private void connect(RoutingContext r) {
    HttpServerRequest request = r.request();
    if (!isAllowed(request.getHeader("Authorization"))) {
      LOG.warn("{} was refused: without the password of asterisk.password", PATH);
      r.response()
          .setStatusCode(401)
          .putHeader("WWW-Authenticate", "Basic realm=\"parley\"")
          .end("a password is needed\n");
    } else {
      String language = request.getParam("language");
      LineUpgrade.accept(
          r,
          "docs/telephony.md",
          socket -> AsteriskStream.serve(vertx, socket, calls, language == null ? "" : language));
    }
  }

  /** The name before the password may be any. */
  private boolean isAllowed(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BASIC)) {
      return false;
    }
    try {
      byte[] both = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String[] parts = new String(both, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2
          && MessageDigest.isEqual(
              parts[1].getBytes(StandardCharsets.UTF_8), password.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
