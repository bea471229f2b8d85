package dev.parley.gateway;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.gateway.access.AddressLimits;
import dev.parley.gateway.access.CallTokens;
import dev.parley.gateway.access.Password;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may open calls from browsers, and read what is shown of calls, as the settings have it. */
final class Doors {
  static final String TOKENS = "/v1/tokens";

  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
  private static final String RESUME = "parley.resume.";
  private static final List<String> SHOWN =
      List.of("/dashboard", "/dashboard/", "/dashboard.html", "/api/*", "/metrics");

  private final Optional<CallTokens> tokens;
  private final Password apiKey;
  private final Optional<Password> reader;
  private final boolean isOpenToOthers;
  private final AddressLimits limits;

  private Doors(Vertx vertx, Settings settings, boolean isOpenToOthers) {
    String key = settings.text(GatewaySettings.API_KEY);
    String password = settings.text(GatewaySettings.DASHBOARD_PASSWORD);
    this.apiKey = new Password(key);
    this.tokens =
        key.isEmpty()
            ? Optional.empty()
            : Optional.of(new CallTokens(vertx, key, InstantSource.system()));
    this.reader = password.isEmpty() ? Optional.empty() : Optional.of(new Password(password));
    this.isOpenToOthers = isOpenToOthers;
    this.limits =
        new AddressLimits(
            settings.integer(GatewaySettings.CALLS_PER_ADDRESS),
            settings.integer(GatewaySettings.CONNECTS_PER_MINUTE),
            System::nanoTime);
  }

  /**
   * @throws UserError when the gateway would be open to whoever comes
   */
  static Doors of(Vertx vertx, Settings settings) {
    String host = settings.text(GatewaySettings.HOST);
    String remote = settings.text(GatewaySettings.REMOTE);
    boolean others;
    try {
      others = !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new UserError("gateway.host '" + host + "' is not an address of this machine", e);
    }
    if (others && remote.equals("no")) {
      throw new UserError(
          "gateway.host "
              + host
              + " is open to others; use 127.0.0.1, or set gateway.allow-remote = yes and an API key"
              + " (PARLEY_GATEWAY_API_KEY), with which callers get tokens");
    }
    if (others && remote.equals("yes") && settings.text(GatewaySettings.API_KEY).isEmpty()) {
      throw new UserError(
          "gateway.allow-remote = yes needs an API key (PARLEY_GATEWAY_API_KEY), with which callers"
              + " get tokens; where a proxy in front lets only the right ones in, set"
              + " gateway.allow-remote = unauthenticated");
    }
    return new Doors(vertx, settings, others);
  }

  void addTo(Router router) {
    for (String path : SHOWN) {
      router.route(path).handler(this::read);
    }
    if (tokens.isPresent()) {
      router.post(TOKENS).handler(this::issue);
    }
  }

  // ---- what is shown of calls

  private void read(RoutingContext r) {
    boolean mayRead =
        reader
            .map(password -> password.isBasic(r.request().getHeader("Authorization")))
            .orElse(!isOpenToOthers);
    if (mayRead) {
      r.next();
    } else if (reader.isEmpty()) {
      r.response()
          .setStatusCode(403)
          .end("not shown to others: set a password (PARLEY_DASHBOARD_PASSWORD)\n");
    } else {
      r.response()
          .setStatusCode(401)
          .putHeader("WWW-Authenticate", "Basic realm=\"Parley dashboard\", charset=\"UTF-8\"")
          .end("a password is needed\n");
    }
  }

  // ---- calls

  private void issue(RoutingContext r) {
    if (!apiKey.isBearer(r.request().getHeader("Authorization"))) {
      LOG.warn("{} was refused: without the API key", TOKENS);
      r.response()
          .setStatusCode(401)
          .putHeader("WWW-Authenticate", "Bearer")
          .end("the API key is needed\n");
      return;
    }
    r.response().setStatusCode(201).putHeader("Cache-Control", "no-store");
    r.json(
        new JsonObject()
            .put("token", tokens.orElseThrow().issue())
            .put("expires_in", CallTokens.GOOD_SECONDS));
  }

  /**
   * Lets a browser in, or tells it why not, before anything is opened.
   *
   * @param isResumable whether that call waits for its browser, which has shown a token before
   * @param in takes what is to be done once when it has left
   */
  void admit(RoutingContext r, Predicate<String> isResumable, Consumer<Runnable> in) {
    HttpServerRequest request = r.request();
    SocketAddress from = request.remoteAddress();
    String address = from == null || from.hostAddress() == null ? "" : from.hostAddress();
    if (isOfThisMachine(address)) {
      authenticate(r, isResumable, in, () -> {});
    } else if (limits.enter(address)) {
      authenticate(r, isResumable, in, () -> limits.leave(address));
    } else {
      r.response()
          .setStatusCode(429)
          .putHeader("Retry-After", "60")
          .end("too many calls from one address; try again in a minute\n");
    }
  }

  private static boolean isOfThisMachine(String address) {
    try {
      return address.isEmpty() || InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private void authenticate(
      RoutingContext r, Predicate<String> isResumable, Consumer<Runnable> in, Runnable left) {
    List<String> offered = offered(r.request());
    if (tokens.isEmpty() || behind(RESUME, offered).filter(isResumable).isPresent()) {
      in.accept(left);
      return;
    }
    String token = behind(CallTokens.OFFER, offered).orElse("");
    r.request().pause();
    tokens
        .get()
        .admits(token)
        .onSuccess(
            admitted -> {
              r.request().resume();
              if (admitted) {
                in.accept(left);
              } else {
                left.run();
                LOG.warn(
                    "a call was refused: without a token, or with one that is not good any more");
                r.response().setStatusCode(401).end("a token is needed; see docs/security.md\n");
              }
            });
  }

  private static List<String> offered(HttpServerRequest request) {
    String header = request.getHeader("Sec-WebSocket-Protocol");
    return header == null ? List.of() : Arrays.asList(header.split("\\s*,\\s*"));
  }

  private static Optional<String> behind(String prefix, List<String> offered) {
    return offered.stream()
        .filter(one -> one.startsWith(prefix))
        .map(one -> one.substring(prefix.length()))
        .findFirst();
  }
}
