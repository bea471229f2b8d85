package dev.parley.gateway.transport.twilio;

import dev.parley.adapter.UserError;
import dev.parley.gateway.transport.LineUpgrade;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneTalk;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Twilio asks for: the webhook of an incoming call, which answers with TwiML, and the
 * WebSocket of its stream. Both only for requests with Twilio's signature.
 */
public final class TwilioRoutes {
  public static final String WEBHOOK = "/v1/twilio/voice";
  public static final String STREAM = "/v1/twilio/media";

  private static final Logger LOG = LoggerFactory.getLogger(TwilioRoutes.class);
  private static final String SIGNATURE = "X-Twilio-Signature";
  private static final long MOST_BODY_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final PhoneCalls calls;
  private final TwilioSignature signature;
  private final String webhookAddress;
  private final String streamAddress;
  private final Passes passes = new Passes(System::nanoTime);

  /**
   * @param token of the Twilio account, a secret
   * @param publicUrl where Twilio finds this gateway: https://voice.example.com; what requests say
   *     of it is not believed
   * @throws UserError when that is no such address
   */
  public TwilioRoutes(Vertx vertx, PhoneCalls calls, String token, String publicUrl) {
    this.vertx = vertx;
    this.calls = calls;
    this.signature = new TwilioSignature(token);
    String base = publicUrl.replaceAll("/+$", "");
    if (!isHttps(base)) {
      throw new UserError(
          "twilio.public-url: expected the address at which Twilio finds this gateway, such as"
              + " https://voice.example.com, found '"
              + publicUrl
              + "'");
    }
    this.webhookAddress = base + WEBHOOK;
    this.streamAddress = "wss" + base.substring("https".length()) + STREAM;
  }

  private static boolean isHttps(String base) {
    try {
      URI uri = URI.create(base);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  public void addTo(Router router) {
    router
        .post(WEBHOOK)
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES))
        .handler(this::webhook);
    router.get(STREAM).handler(this::stream);
  }

  private void webhook(RoutingContext r) {
    if (!isSigned(r)) {
      refuse(r);
      return;
    }
    r.response().putHeader("Content-Type", "text/xml; charset=utf-8");
    String busy = calls.refusal().orElse(null);
    if (busy != null) {
      LOG.warn("a call was refused: {}", busy);
      r.end("<Response><Reject reason=\"busy\"/></Response>\n");
      return;
    }
    // nothing may be said before the disclosure, so nothing stands before the stream
    r.end(
        "<Response><Connect><Stream url=\""
            + escaped(streamAddress)
            + "\"><Parameter name=\"token\" value=\""
            + passes.give()
            + "\"/>"
            + language(r.request().getParam("language"))
            + "</Stream></Connect></Response>\n");
  }

  private static String language(@Nullable String asked) {
    return asked != null && PhoneTalk.isLanguage(asked)
        ? "<Parameter name=\"language\" value=\"" + asked + "\"/>"
        : "";
  }

  private boolean isSigned(RoutingContext r) {
    String given = header(r.request());
    SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
    r.request()
        .formAttributes()
        .forEach((name, value) -> fields.computeIfAbsent(name, n -> new TreeSet<>()).add(value));
    String query = r.request().query();
    String address = query == null ? webhookAddress : webhookAddress + "?" + query;
    Buffer body = r.body().buffer();
    boolean isForm = !fields.isEmpty() || body == null || body.length() == 0;
    return !isForm
        ? signature.isOfBody(address, body.getBytes(), given)
        : signature.isOf(address, fields, given);
  }

  private void stream(RoutingContext r) {
    if (!signature.isOf(streamAddress, new TreeMap<>(), header(r.request()))) {
      refuse(r);
    } else {
      LineUpgrade.accept(
          r, "docs/telephony.md", socket -> TwilioStream.serve(vertx, socket, calls, passes::use));
    }
  }

  private static String header(HttpServerRequest request) {
    String given = request.getHeader(SIGNATURE);
    return given == null ? "" : given;
  }

  private static void refuse(RoutingContext r) {
    LOG.warn(
        "{} was refused: it is not signed by Twilio for this address with this token",
        r.normalizedPath());
    r.response().setStatusCode(403).end("not signed by Twilio\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
