package dev.parley.gateway;

import dev.parley.adapter.Hop;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.gateway.access.CallTokens;
import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.call.Call;
import dev.parley.gateway.conversation.TurnRules;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.disclosure.Truth;
import dev.parley.gateway.history.HistorySettings;
import dev.parley.gateway.hop.Hops;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.policy.Policy;
import dev.parley.gateway.proof.ProofLog;
import dev.parley.gateway.tool.Toolbox;
import dev.parley.gateway.transport.CallChannel;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.gateway.transport.LineUpgrade;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneChannel;
import dev.parley.gateway.transport.asterisk.AsteriskRoute;
import dev.parley.gateway.transport.audiosocket.AudioSocketServer;
import dev.parley.gateway.transport.browser.VoiceLine;
import dev.parley.gateway.transport.browser.VoiceLines;
import dev.parley.gateway.watermark.WatermarkKey;
import dev.parley.proto.v1.EngineDescription;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: pages, health, and the WebSocket on which calls arrive. */
public final class Gateway implements AutoCloseable {
  public static final String VOICE_PATH = "/v1/voice";

  /** Something else that the server shows. */
  @FunctionalInterface
  public interface Page {
    void addTo(Router router);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  // larger than any message the protocol allows, so that the protocol can say what was wrong
  private static final int MAX_FRAME_BYTES = 64 * 1024;
  private static final int IDLE_SECONDS = 60;
  private static final long LOOK_MILLIS = 50;

  /** An answer to its end, and the goodbye. */
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(12);

  private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Vertx vertx;
  private final Hops hops;
  private final Call.Surroundings surroundings;
  private final String host;
  private final int maxCalls;
  private final String voice;
  private final Set<String> origins;
  private final VoiceLines lines;
  private final Doors doors;
  private final List<Page> telephones;
  private final Optional<AudioSocketServer> audioSocket;
  private final HttpServer server;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ready = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private Gateway(
      Vertx vertx,
      Hops hops,
      FrameClock clock,
      Settings settings,
      TraceSink trace,
      Clips disclosures,
      ProofLog proofs) {
    this.vertx = vertx;
    this.hops = hops;
    this.doors = Doors.of(vertx, settings);
    Policy policy = policy(settings);
    Onward onward =
        Onward.of(
            GatewaySettings.TRANSFER_TO.key(),
            settings.text(GatewaySettings.TRANSFER_TO),
            System::nanoTime);
    this.surroundings =
        new Call.Surroundings(
            hops,
            clock,
            rules(settings, onward),
            disclosures,
            policy,
            policy.asksConsent() && keepsWords(settings),
            Toolbox.named(settings.text(GatewaySettings.TOOLS), onward.names()),
            TurnDetectors.chosen(settings),
            trace,
            proofs,
            settings
                .path(GatewaySettings.WATERMARK_KEY_FILE)
                .map(WatermarkKey::read)
                .orElse(WatermarkKey.PUBLIC));
    this.host = settings.text(GatewaySettings.HOST);
    this.maxCalls = settings.integer(GatewaySettings.MAX_CALLS);
    this.voice = settings.text(GatewaySettings.VOICE);
    this.origins = Set.of(settings.text(GatewaySettings.ORIGINS).split("[,\\s]+"));
    this.lines =
        new VoiceLines(
            vertx,
            Duration.ofSeconds(settings.integer(GatewaySettings.RESUME_SECONDS)),
            this::open);
    PhoneCalls phones = new Phones();
    this.telephones = Telephones.chosen(vertx, settings, phones, onward);
    int audioSocketPort = settings.integer(GatewaySettings.AUDIO_SOCKET_PORT);
    this.audioSocket =
        audioSocketPort == 0
            ? Optional.empty()
            : Optional.of(
                new AudioSocketServer(
                    vertx,
                    phones,
                    // where Asterisk asks for the number, it shows that password
                    settings.text(GatewaySettings.ASTERISK_PASSWORD).isEmpty()
                        ? Onward.closed()
                        : onward,
                    host,
                    audioSocketPort));
    this.server =
        vertx.createHttpServer(
            new HttpServerOptions()
                .addWebSocketSubProtocol(AsteriskRoute.SUBPROTOCOL)
                .addWebSocketSubProtocol(CallTokens.PROTOCOL)
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
                // compressing 20 ms frames costs more than it saves
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setTcpNoDelay(true));
  }

  private static TurnRules rules(Settings settings, Onward onward) {
    TurnRules rules = TurnRules.standard();
    Duration idle = Duration.ofSeconds(settings.integer(GatewaySettings.IDLE_SECONDS));
    Duration longest = Duration.ofMinutes(settings.integer(GatewaySettings.MAX_CALL_MINUTES));
    Truth truth =
        rules
            .truth()
            .withHumanContact(settings.text(GatewaySettings.HUMAN_CONTACT))
            .transferringTo(onward.names().isEmpty() ? "" : onward.names().getFirst());
    return rules
        .with(rules.policy().withSpeculations(settings.integer(GatewaySettings.SPECULATIONS)))
        .with(rules.ending().after(idle, longest))
        .with(truth)
        .withKeysThatInterrupt(settings.text(GatewaySettings.KEYS).equals("interrupt"));
  }

  /** The history is none of the gateway's business but for this: callers are asked first. */
  private static boolean keepsWords(Settings settings) {
    return settings.schema().contains(HistorySettings.TRANSCRIPTS)
        && HistorySettings.transcripts(settings);
  }

  private static Policy policy(Settings settings) {
    Policy policy =
        Policy.of(
            settings.text(GatewaySettings.JURISDICTIONS),
            settings.path(GatewaySettings.POLICY_DIR));
    if (!policy.unknown().isEmpty()) {
      LOG.warn(
          "disclosure.jurisdictions: there are no rules for {}, so the strictest of everywhere are"
              + " kept; ./parley policy lists them",
          String.join(", ", policy.unknown()));
    }
    return policy;
  }

  /**
   * Listens; not ready until {@link #setReady()}.
   *
   * @param pages add further pages to the server
   * @throws UserError when the address can't be used
   */
  public static Gateway listen(
      Vertx vertx,
      Hops hops,
      FrameClock clock,
      Settings settings,
      TraceSink trace,
      ProofLog proofs,
      Page... pages) {
    return listen(vertx, hops, clock, settings, trace, proofs, Clips.load(), pages);
  }

  // a whole disclosure takes longer than most tests
  static Gateway listen(
      Vertx vertx,
      Hops hops,
      FrameClock clock,
      Settings settings,
      TraceSink trace,
      ProofLog proofs,
      Clips disclosures,
      Page... pages) {
    Gateway gateway = new Gateway(vertx, hops, clock, settings, trace, disclosures, proofs);
    int port = settings.integer(GatewaySettings.PORT);
    gateway.server.requestHandler(gateway.routes(pages));
    try {
      gateway
          .server
          .listen(port, gateway.host)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UserError(
          "cannot listen on "
              + gateway.host
              + ":"
              + port
              + " ("
              + (e.getCause() == null ? "timeout" : e.getCause().getMessage())
              + "); stop what uses it or set gateway.port (PARLEY_GATEWAY_PORT) to another",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while starting", e);
    }
    gateway.audioSocket.ifPresent(AudioSocketServer::listen);
    return gateway;
  }

  private Router routes(Page[] pages) {
    Router router = Router.router(vertx);
    doors.addTo(router);
    router.route("/api/*").handler(new PageHeaders());
    for (Page page : pages) {
      page.addTo(router);
    }
    router.get("/health/live").handler(r -> r.json(new JsonObject().put("status", "up")));
    router.get("/health/ready").handler(this::readiness);
    router.get("/v1/engines").handler(r -> r.json(engines()));
    router.get(VOICE_PATH).handler(this::voice);
    telephones.forEach(line -> line.addTo(router));
    router.route().handler(new PageHeaders());
    router.get().handler(Gateway::askedForEachTime);
    router.get("/dashboard").handler(Gateway::dashboard);
    router.get().handler(StaticHandler.create("dev/parley/gateway/web").setIncludeHidden(false));
    return router;
  }

  /** A page of yesterday may not speak to the gateway of today; what hasn't changed is not sent. */
  private static void askedForEachTime(RoutingContext r) {
    r.addHeadersEndHandler(v -> r.response().putHeader("Cache-Control", "no-cache"));
    r.next();
  }

  private static void dashboard(RoutingContext r) {
    // its files have addresses relative to the root
    if (r.normalizedPath().endsWith("/")) {
      r.redirect("../dashboard");
    } else {
      r.reroute("/dashboard.html");
    }
  }

  private void readiness(RoutingContext r) {
    boolean welcome = ready.get() && !stopping.get();
    r.response().setStatusCode(welcome ? 200 : 503);
    r.json(
        new JsonObject()
            .put("status", welcome ? "ready" : stopping.get() ? "stopping" : "starting")
            .put("calls", calls.size())
            .put("max_calls", maxCalls));
  }

  private void voice(RoutingContext r) {
    String origin = r.request().getHeader("Origin");
    // a page of another site must not talk through the visitor's browser; programs send no Origin
    if (origin != null && !isOwnOrigin(origin)) {
      r.response().setStatusCode(403).end("calls from pages of other origins are refused\n");
      return;
    }
    doors.admit(
        r,
        lines::isResumable,
        left ->
            LineUpgrade.accept(r, "docs/protocol.md", socket -> lines.serve(socket, left), left));
  }

  private boolean isOwnOrigin(String origin) {
    int port = server.actualPort();
    return origins.contains(origin)
        || OWN_NAMES.stream().anyMatch(name -> origin.equals("http://" + name + ":" + port));
  }

  private CallerEvents open(VoiceLine channel, VoiceLines.Start start) {
    String why = refusal().orElse(null);
    if (why != null) {
      channel.refuseForLackOfRoom(why);
      return IgnoredCaller.INSTANCE;
    }
    String id = UUID.randomUUID().toString();
    channel.started(id, engines(), surroundings.asksConsent());
    return begin(channel, facts(id, "browser", start.client(), start.language()));
  }

  /** Why no call can begin now. */
  private Optional<String> refusal() {
    if (stopping.get()) {
      return Optional.of("this gateway is being stopped; try again");
    }
    if (!ready.get()) {
      return Optional.of("still starting; try again in a few seconds");
    }
    if (calls.size() >= maxCalls) {
      return Optional.of("all " + maxCalls + " lines are busy; try again later");
    }
    if (!surroundings.proofs().isAvailable()) {
      LOG.warn("a call was refused: what it would be told can't be recorded");
      return Optional.of("what you would be told can't be recorded now; try again later");
    }
    return Optional.empty();
  }

  private Call begin(CallChannel channel, CallFacts facts) {
    Call call =
        new Call(
            new Call.Identity(facts, voice),
            channel,
            surroundings,
            vertx.getOrCreateContext(),
            calls::remove);
    calls.add(call);
    LOG.atInfo().addKeyValue("call", facts.id()).log("opened by '{}'", facts.client());
    call.open();
    return call;
  }

  private CallFacts facts(String id, String channel, String client, String language) {
    Map<String, String> names = new TreeMap<>();
    hops.engines().forEach((hop, engine) -> names.put(hop.id(), engine.getEngine()));
    return new CallFacts(id, channel, client, language, names, Instant.now(), System.nanoTime());
  }

  private final class Phones implements PhoneCalls {
    @Override
    public Optional<String> refusal() {
      return Gateway.this.refusal();
    }

    @Override
    public Optional<CallerEvents> open(PhoneChannel channel, String client, String language) {
      return refusal().isPresent()
          ? Optional.empty()
          : Optional.of(
              begin(channel, facts(UUID.randomUUID().toString(), "phone", client, language)));
    }
  }

  private JsonObject engines() {
    JsonObject all = new JsonObject();
    for (Hop hop : Hop.values()) {
      EngineDescription engine = hops.engines().get(hop);
      if (engine != null) {
        all.put(
            hop.id(),
            new JsonObject()
                .put("engine", engine.getEngine())
                .put("model", engine.getModel())
                .put("label", engine.getLabel())
                .put("reason", engine.getReason()));
      }
    }
    return all;
  }

  /** A synthetic turn went through: callers are welcome. */
  public void setReady() {
    ready.set(true);
  }

  public URI address() {
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + server.actualPort()
            + "/");
  }

  /**
   * Takes no new calls; those under way may come to their ends for some time, then they are told
   * goodbye. Returns when none is left, or the goodbyes should be over; {@link #close} is still
   * needed. Not for an event loop.
   */
  public void drain(Duration patience) throws InterruptedException {
    stopping.set(true);
    awaitNoCalls(patience);
    calls.forEach(Call::sayGoodbye);
    awaitNoCalls(LONGEST_GOODBYE);
  }

  private void awaitNoCalls(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!calls.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  public int callCount() {
    return calls.size();
  }

  @Override
  public void close() {
    ready.set(false);
    for (Call call : calls) {
      call.hangUp("the gateway is stopping");
    }
    audioSocket.ifPresent(AudioSocketServer::close);
    try {
      server
          .shutdown(2, TimeUnit.SECONDS)
          .toCompletionStage()
          .toCompletableFuture()
          .get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the HTTP server did not stop in order: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where messages of a refused caller go. */
  private enum IgnoredCaller implements CallerEvents {
    INSTANCE;

    @Override
    public void audio(short[] samples) {}

    @Override
    public void played(long millis) {}

    @Override
    public void typed(String text) {}

    @Override
    public void closed() {}
  }
}
