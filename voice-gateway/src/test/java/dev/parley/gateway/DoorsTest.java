package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.adapter.UserError;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who is let in, over real sockets. */
class DoorsTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  // ---- tokens

  @Test
  void withAKeyNobodyOpensACallWithoutAToken() throws Exception {
    try (FakeHopGateway gateway = new FakeHopGateway(Map.of("gateway.api-key", KEY)).ready();
        Browser browser = new Browser(gateway)) {
      for (List<String> offered :
          List.of(
              List.<String>of(),
              List.of("parley.v1"),
              List.of("parley.v1", "parley.token."),
              List.of("parley.v1", "parley.token.x"),
              List.of("parley.v1", "parley.token." + KEY),
              List.of("parley.v1", "parley.resume.x"))) {
        assertEquals(401, browser.refused(offered), offered.toString());
      }
      assertEquals(0, gateway.callCount());
      assertEquals(0, gateway.hops.earStreams.get());
    }
  }

  @Test
  void aTokenOpensOneCallAndTheCallIsGoneOnWithWithoutOne() throws Exception {
    try (FakeHopGateway gateway = new FakeHopGateway(Map.of("gateway.api-key", KEY)).ready();
        Browser browser = new Browser(gateway)) {
      String token = "parley.token." + token(gateway);
      ClientWebSocket line = browser.open(List.of("parley.v1", token));
      assertEquals("parley.v1", line.subProtocol());
      line.writeTextMessage("{\"type\":\"start\",\"version\":1,\"resumes\":true}");
      JsonObject started = browser.next();
      assertEquals("started", started.getString("type"));
      assertEquals(401, browser.refused(List.of("parley.v1", token)), "only once");

      browser.open(List.of("parley.v1", "parley.resume." + started.getString("call")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer x", "Basic x", "Bearer 0123456789abcdef0123456789abcdeg"})
  void tokensAreForThoseWhoKnowTheKey(String authorization) throws Exception {
    try (FakeHopGateway gateway = new FakeHopGateway(Map.of("gateway.api-key", KEY)).ready()) {
      assertEquals(401, post(gateway, authorization).statusCode());
    }
  }

  @Test
  void withoutAKeyThereAreNoTokens() throws Exception {
    try (FakeHopGateway gateway = new FakeHopGateway(Map.of()).ready();
        Browser browser = new Browser(gateway)) {
      int status = post(gateway, "Bearer " + KEY).statusCode();
      assertTrue(status == 404 || status == 405, "status " + status);
      browser.open(List.of());
    }
  }

  private static String token(FakeHopGateway gateway) throws Exception {
    HttpResponse<String> answer = post(gateway, "Bearer " + KEY);
    assertEquals(201, answer.statusCode());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    JsonObject json = new JsonObject(answer.body());
    assertEquals(60, json.getInteger("expires_in"));
    return json.getString("token");
  }

  private static HttpResponse<String> post(FakeHopGateway gateway, String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.address("/v1/tokens"))
            .POST(HttpRequest.BodyPublishers.noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  // ---- secrets

  /** Whoever shows a right or a wrong one, it stands in no log and no answer. */
  @Test
  void secretsAreToldToNobody() throws Exception {
    String canary = "canary-0123456789abcdef0123456789abcdef";
    Map<String, String> settings =
        Map.of(
            "gateway.api-key", canary + 1,
            "dashboard.password", canary + 2,
            "twilio.auth-token", canary + 3,
            "vonage.signature-secret", canary + 4,
            "plivo.auth-token", canary + 5,
            "asterisk.password", canary + 6,
            "gateway.public-url", "https://voice.example.com");
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    StringBuilder told = new StringBuilder();
    try (FakeHopGateway gateway = new FakeHopGateway(settings).ready();
        Browser browser = new Browser(gateway);
        HttpClient http = HttpClient.newHttpClient()) {
      for (String shown : List.of(canary + 2, canary + 1, canary)) {
        for (String path :
            List.of(
                "/dashboard",
                "/api/live",
                "/metrics",
                "/v1/engines",
                "/v1/tokens",
                "/v1/asterisk",
                "/v1/twilio/voice",
                "/v1/vonage/voice",
                "/v1/plivo/voice",
                "/v1/vonage/media/" + shown)) {
          told.append(answer(http, request(gateway, "GET", path, shown)));
          told.append(answer(http, request(gateway, "POST", path, shown)));
        }
        browser.refused(List.of("parley.v1", "parley.token." + shown));
      }
    } finally {
      root.detachAppender(log);
    }
    log.list.forEach(
        event -> told.append(event.getFormattedMessage()).append(event.getKeyValuePairs()));
    assertTrue(told.length() > 1_000, "nothing was looked at");
    assertEquals(-1, told.indexOf("canary"));
  }

  private static HttpRequest request(
      FakeHopGateway gateway, String method, String path, String shown) {
    return HttpRequest.newBuilder(gateway.address(path))
        .method(method, HttpRequest.BodyPublishers.noBody())
        .header(
            "Authorization", path.equals("/v1/tokens") ? "Bearer " + shown : basic("x:" + shown))
        .timeout(Duration.ofSeconds(2))
        .build();
  }

  private static String answer(HttpClient http, HttpRequest request) throws Exception {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    return answer.headers().map() + answer.body();
  }

  private static String basic(String both) {
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  // ---- what is shown of calls

  @ParameterizedTest
  @ValueSource(
      strings = {"/dashboard", "/dashboard.html", "/dashboard/", "/api/live", "/api/x", "/metrics"})
  void whatIsShownOfCallsNeedsThePassword(String path) throws Exception {
    Map<String, String> settings = Map.of("dashboard.password", "a password");
    try (FakeHopGateway gateway = new FakeHopGateway(settings).ready()) {
      assertEquals(401, get(gateway.address(path), ""));
      assertEquals(401, get(gateway.address(path), "x:another"));
      assertTrue(get(gateway.address(path), "anybody:a password") != 401);
      assertEquals(200, get(gateway.address("/"), ""), "who calls needs none");
    }
  }

  private static int get(URI address, String credentials) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (!credentials.isEmpty()) {
      request.header("Authorization", basic(credentials));
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  // ---- to whom the gateway is open

  @Test
  void whatIsOpenToOthersNeedsAKey() {
    assertRefused(Map.of("gateway.host", "0.0.0.0"), "gateway.allow-remote");
    assertRefused(
        Map.of("gateway.host", "0.0.0.0", "gateway.allow-remote", "yes"), "PARLEY_GATEWAY_API_KEY");
    assertRefused(Map.of("gateway.api-key", "short"), "gateway.api-key");
  }

  private static void assertRefused(Map<String, String> settings, String told) {
    UserError e = assertThrows(UserError.class, () -> new FakeHopGateway(settings).close());
    assertTrue(String.valueOf(e.getMessage()).contains(told), e.getMessage());
  }

  @Test
  void toOthersNothingIsShownWithoutAPassword() throws Exception {
    Map<String, String> settings =
        Map.of("gateway.host", "0.0.0.0", "gateway.allow-remote", "yes", "gateway.api-key", KEY);
    try (FakeHopGateway gateway = new FakeHopGateway(settings).ready()) {
      URI here = URI.create("http://127.0.0.1:" + gateway.port());
      assertEquals(403, get(here.resolve("/dashboard"), ""));
      assertEquals(403, get(here.resolve("/api/live"), ""));
      assertEquals(403, get(here.resolve("/metrics"), ""));
      assertEquals(200, get(here.resolve("/health/live"), ""));
    }
  }

  @Test
  void oneAddressHasSoManyCalls() throws Exception {
    String own = otherAddress();
    Assumptions.assumeTrue(!own.isEmpty(), "SKIPPED: this machine has no address but loopback");
    Map<String, String> settings =
        Map.of(
            "gateway.host",
            "0.0.0.0",
            "gateway.allow-remote",
            "unauthenticated",
            "gateway.calls-per-address",
            "2");
    try (FakeHopGateway gateway = new FakeHopGateway(settings).ready();
        Browser far = new Browser(gateway, own);
        Browser near = new Browser(gateway)) {
      ClientWebSocket first = far.open(List.of());
      far.open(List.of());
      assertEquals(429, far.refused(List.of()));
      near.open(List.of());
      near.open(List.of());
      near.open(List.of());

      first.close();
      Eventually.isTrue(() -> far.isLetIn(), "one may come for one that went");
    }
  }

  private static String otherAddress() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElse("");
  }

  // ---- a browser

  private static final class Browser implements AutoCloseable {
    private final FakeHopGateway gateway;
    private final String host;
    private final WebSocketClient client;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    Browser(FakeHopGateway gateway) {
      this(gateway, "127.0.0.1");
    }

    Browser(FakeHopGateway gateway, String host) {
      this.gateway = gateway;
      this.host = host;
      this.client = gateway.vertx.createWebSocketClient();
    }

    ClientWebSocket open(List<String> offered) throws Exception {
      ClientWebSocket socket = client.webSocket();
      socket.textMessageHandler(told::add);
      WebSocketConnectOptions options =
          new WebSocketConnectOptions()
              .setHost(host)
              .setPort(gateway.port())
              .setURI("/v1/voice")
              .setAllowOriginHeader(false);
      offered.forEach(options::addSubProtocol);
      socket.connect(options).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      return socket;
    }

    boolean isLetIn() {
      try {
        open(List.of());
        return true;
      } catch (Exception e) {
        return false;
      }
    }

    int refused(List<String> offered) {
      ExecutionException e = assertThrows(ExecutionException.class, () -> open(offered));
      return assertInstanceOf(UpgradeRejectedException.class, e.getCause()).getStatus();
    }

    JsonObject next() throws InterruptedException {
      String text = told.poll(10, TimeUnit.SECONDS);
      if (text == null) {
        throw new AssertionError("nothing was said");
      }
      return new JsonObject(text);
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
