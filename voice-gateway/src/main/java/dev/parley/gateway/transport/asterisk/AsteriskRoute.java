package dev.parley.gateway.transport.asterisk;

import dev.parley.gateway.access.Password;
import dev.parley.gateway.transport.LineUpgrade;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Asterisk connects, with a password in HTTP's basic way. */
public final class AsteriskRoute {
  public static final String PATH = "/v1/asterisk";
  private static final String NEXT = "/v1/asterisk/next";
  private static final String CALL = "call";

  /** What chan_websocket asks for; the server must offer it. */
  public static final String SUBPROTOCOL = "media";

  private static final Logger LOG = LoggerFactory.getLogger(AsteriskRoute.class);

  private final Vertx vertx;
  private final PhoneCalls calls;
  private final Password password;
  private final Onward onward;

  /**
   * @param password a secret
   */
  public AsteriskRoute(Vertx vertx, PhoneCalls calls, String password, Onward onward) {
    this.vertx = vertx;
    this.calls = calls;
    this.password = new Password(password);
    this.onward = onward;
  }

  public void addTo(Router router) {
    router.get(PATH).handler(this::allowed).handler(this::connect);
    router.get(NEXT).handler(this::allowed).handler(this::next);
  }

  private void allowed(RoutingContext r) {
    if (password.isBasic(r.request().getHeader("Authorization"))) {
      r.next();
      return;
    }
    LOG.warn("{} was refused: without the password of asterisk.password", r.normalizedPath());
    r.response()
        .setStatusCode(401)
        .putHeader("WWW-Authenticate", "Basic realm=\"parley\"")
        .end("a password is needed\n");
  }

  private void connect(RoutingContext r) {
    String language = parameter(r, "language");
    Onward.Way way = onward.way(parameter(r, CALL));
    LineUpgrade.accept(
        r,
        "docs/telephony.md",
        socket -> AsteriskStream.serve(vertx, socket, calls, language, way));
  }

  /** The number to dial, or nothing; no line end, as a dialplan takes it as it is. */
  private void next(RoutingContext r) {
    r.response()
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(onward.take(parameter(r, CALL)));
  }

  private static String parameter(RoutingContext r, String name) {
    String value = r.request().getParam(name);
    return value == null ? "" : value;
  }
}
