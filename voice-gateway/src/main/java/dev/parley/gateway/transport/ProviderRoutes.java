package dev.parley.gateway.transport;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a provider of telephone lines asks for: the webhook of an incoming call, answered with a
 * document in the provider's language that tells where the call's stream is, and the WebSocket of
 * that stream. Only for requests that the provider signed, or that show what a signed one was told.
 */
public abstract class ProviderRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderRoutes.class);
  private static final String DOCUMENT = "docs/telephony.md";
  private static final long MOST_BODY_BYTES = 64 * 1024;
  private static final String PASS = "pass";
  protected static final String NOT_SIGNED =
      "it is not signed by the provider for this address with this secret";

  protected final Vertx vertx;
  protected final PhoneCalls calls;
  protected final Passes passes = new Passes(System::nanoTime);
  protected final String provider;
  private final PublicAddress address;

  /**
   * @param provider such as "twilio"
   */
  protected ProviderRoutes(Vertx vertx, PhoneCalls calls, String provider, PublicAddress address) {
    this.vertx = vertx;
    this.calls = calls;
    this.provider = provider;
    this.address = address;
  }

  private String webhookPath() {
    return "/v1/" + provider + "/voice";
  }

  private String streamPath() {
    return "/v1/" + provider + "/media";
  }

  protected final String streamAddress() {
    return address.wss(streamPath());
  }

  protected final String address(String path) {
    return address.https(path);
  }

  public void addTo(Router router) {
    signed(
        router.route(webhookPath()).method(HttpMethod.POST).method(HttpMethod.GET),
        webhookPath(),
        this::webhook);
    router.get(streamPath()).handler(this::stream);
    router.get(streamPath() + "/:" + PASS).handler(this::stream);
  }

  // ---- webhooks

  /** Only what the provider signed comes to the handler. */
  protected final void signed(Route route, String path, Handler<RoutingContext> handler) {
    route
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES))
        .handler(
            r -> {
              if (isSigned(Asked.by(r, address(path)))) {
                handler.handle(r);
              } else {
                refuse(r, NOT_SIGNED);
              }
            });
  }

  protected abstract boolean isSigned(Asked webhook);

  /** Of the documents. */
  protected abstract String mediaType();

  /**
   * The document that connects a call to its stream. Nothing may be said before the disclosure, so
   * nothing stands before the stream.
   */
  protected abstract String document(String pass);

  /** The document for a call that finds no room. */
  protected abstract String busy();

  private void webhook(RoutingContext r) {
    String busy = calls.refusal().orElse(null);
    if (busy == null) {
      String language = r.request().getParam("language");
      answer(r, document(passes.give(PhoneTalk.language(language == null ? "" : language))));
    } else {
      LOG.warn("a call was refused: {}", busy);
      answer(r, busy());
    }
  }

  protected final void answer(RoutingContext r, String document) {
    r.response().putHeader("Content-Type", mediaType() + "; charset=utf-8").end(document);
  }

  // ---- the stream

  protected abstract void stream(RoutingContext r);

  /** The address of a call's stream, for providers that needn't sign its opening. */
  protected final String streamAddress(String pass) {
    return streamAddress() + "/" + pass;
  }

  /**
   * Opens the line of whoever knows such an address.
   *
   * @param line made of the call's language and the pass
   */
  protected final void withPass(
      RoutingContext r, BiFunction<String, String, Consumer<ServerWebSocket>> line) {
    String shown = r.pathParam(PASS);
    String pass = shown == null ? "" : shown;
    passes
        .use(pass)
        .ifPresentOrElse(
            language -> accept(r, line.apply(language, pass)),
            () -> refuse(r, "the end of its address is none that the webhook gave, or was used"));
  }

  protected final void accept(RoutingContext r, Consumer<ServerWebSocket> line) {
    LineUpgrade.accept(r, DOCUMENT, line);
  }

  protected final void refuse(RoutingContext r, String why) {
    // without the last part of a stream's address, which is a secret
    LOG.warn("a request of {} was refused: {}", provider, why);
    r.response().setStatusCode(403).end("refused: " + why + "\n");
  }
}
