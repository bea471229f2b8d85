package dev.parley.gateway.transport.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.transport.CallerEvents;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway does with clients that keep to docs/protocol.md, and with those that don't. */
class VoiceSocketTest {
  private static final String START = "{\"type\":\"start\",\"version\":1}";

  @SuppressWarnings("NullAway.Init") // set before each test
  private FakeHopGateway gateway;

  @BeforeEach
  void start() throws Exception {
    gateway =
        new FakeHopGateway(
                Map.of("gateway.max-calls", "2", "gateway.origins", "https://voice.example.com"))
            .ready();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"text\",\"text\":\"hello\"}       | no-start",
        "{}                                           | no-start",
        "{\"type\":null}                              | no-start",
        "hello                                        | bad-message",
        "[1, 2]                                       | bad-message",
        "{\"type\":7}                                 | no-start",
        "{\"type\":\"start\",\"version\":2}           | bad-version",
        "{\"type\":\"start\",\"version\":\"one\"}     | bad-message",
        "{\"type\":\"start\",\"ducks\":\"yes\"}       | bad-message",
        "{\"type\":\"start\",\"ducks\":1}             | bad-message"
      })
  void aFirstMessageThatIsNoStartEndsTheLine(String message, String code) throws Exception {
    RawLine line = connect();
    line.send(message);
    assertRefused(line, code, 1002);
    assertEquals(0, gateway.callCount());
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{\"type\":\"ack\",\"played_ms\":\"soon\"}"})
  void aMessageThatCantBeReadEndsTheCall(String message) throws Exception {
    RawLine line = open();
    line.send(message);
    assertRefused(line, "bad-message", 1002);
    Eventually.isTrue(() -> gateway.callCount() == 0, "no call is left");
  }

  @ParameterizedTest
  @CsvSource({"641, bad-audio, 1002", "6402, too-big, 1009"})
  void audioOfAWrongLengthEndsTheCall(int bytes, String code, int closeCode) throws Exception {
    RawLine line = open();
    line.send(new byte[bytes]);
    assertRefused(line, code, closeCode);
    Eventually.isTrue(() -> gateway.callCount() == 0, "no call is left");
  }

  @Test
  void aMessageBeyondAllMeasureEndsTheCall() throws Exception {
    RawLine line = open();
    line.send(new byte[40_000]);
    line.closeCode();
    Eventually.isTrue(() -> gateway.callCount() == 0, "no call is left");
  }

  @Test
  void audioFasterThanRealTimeEndsTheCall() throws Exception {
    RawLine line = open();
    for (int i = 0; i < 100; i++) {
      line.send(new byte[6_400]);
    }
    assertRefused(line, "too-fast", 1002);
  }

  @Test
  void theLongestAllowedAudioIsTaken() throws Exception {
    RawLine line = open();
    line.send(new byte[6_400]);
    line.send("{\"type\":\"end\"}");
    assertEquals("hung up", line.until("end").getString("reason"));
    assertEquals(1000, line.closeCode());
  }

  @Test
  void whatALaterVersionMaySendIsPassedOver() throws Exception {
    RawLine line = connect();
    line.send("{\"type\":\"start\",\"version\":1,\"mood\":\"good\"}");
    JsonObject started = line.until("started");
    assertEquals(1, started.getInteger("version"));
    assertEquals("1", line.header("AI-Generated"));
    assertEquals(true, started.getBoolean("ai_generated"));
    assertEquals(
        "fake-tts", started.getJsonObject("engines").getJsonObject("tts").getString("engine"));
    line.send("{\"type\":\"wave\"}");
    line.send("{\"type\":\"start\",\"version\":1}");
    line.send("{\"type\":\"text\",\"text\":\"are you there\",\"colour\":\"red\"}");
    assertEquals("are you there", line.until("final").getString("text"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e300", "9223372036854775807"})
  void anAckThatCantBeTrueDoesNoHarm(String playedMillis) throws Exception {
    RawLine line = open();
    line.send("{\"type\":\"ack\",\"played_ms\":" + playedMillis + "}");
    line.send("{\"type\":\"text\",\"text\":\"are you there\"}");
    assertEquals(0, line.until("answer_end").getInteger("turn"));
    JsonObject answer = line.until("answer_end");
    assertEquals("answered", answer.getString("outcome"));
    assertEquals("You said: are you there.", answer.getString("heard"));
  }

  @Test
  void typedTextThatIsTooLongIsRefusedAndTheCallGoesOn() throws Exception {
    RawLine line = open();
    line.send(new JsonObject().put("type", "text").put("text", "x".repeat(1_001)).encode());
    assertEquals("too-long", line.until("error").getString("code"));
    line.send(new JsonObject().put("type", "text").put("text", "x".repeat(1_000)).encode());
    assertEquals(1_000, line.until("final").getString("text").length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"consent\"}", "{\"type\":\"consent\",\"keep_words\":null}"})
  void aConsentThatSaysNothingIsRefusedAndTheCallGoesOn(String message) throws Exception {
    RawLine line = open();
    line.send(message);
    assertEquals("bad-consent", line.until("error").getString("code"));
    line.send("{\"type\":\"ping\",\"id\":1}");
    line.until("pong");
  }

  @Test
  void aCallTooManyIsToldThatThereIsNoRoom() throws Exception {
    RawLine first = open();
    open();
    RawLine third = connect();
    third.send(START);
    assertRefused(third, "no-room", 1013);
    first.send("{\"type\":\"end\"}");
    assertEquals(1000, first.closeCode());
    Eventually.isTrue(() -> gateway.callCount() == 1, "one call is left");
    open();
  }

  @Test
  void aGatewayThatIsStillStartingTakesNoCalls() throws Exception {
    try (FakeHopGateway starting = new FakeHopGateway(Map.of())) {
      assertEquals(503, get(starting, "/health/ready").statusCode());
      RawLine line = RawLine.connect(starting.vertx, starting.port());
      line.send(START);
      assertRefused(line, "no-room", 1013);
      starting.ready();
      assertEquals(200, get(starting, "/health/ready").statusCode());
    }
  }

  @Test
  void aGatewayThatStopsSaysGoodbye() throws Exception {
    RawLine line = open();
    gateway.stop();
    assertEquals("the gateway is stopping", line.until("end").getString("reason"));
    assertEquals(1000, line.closeCode());
    assertEquals(0, gateway.callCount());
  }

  @Test
  void aFieldThatIsNullIsTakenAsAbsent() throws Exception {
    RawLine line = connect();
    line.send("{\"type\":\"start\",\"version\":null,\"language\":null,\"client\":null}");
    line.until("started");
    line.send("{\"type\":\"ack\",\"played_ms\":null}");
    line.send("{\"type\":\"text\",\"text\":null}");
    line.send("{\"type\":null}");
    line.send("{\"type\":\"text\",\"text\":\"are you there\"}");
    assertEquals("are you there", line.until("final").getString("text"));
  }

  @ParameterizedTest
  @CsvSource({"'', false, 120", "',\"ducks\":null', false, 120", "',\"ducks\":true', true, 200"})
  void onlyAClientThatLowersTheVoiceItselfIsToldTo(String asked, boolean ducks, int aheadMillis)
      throws Exception {
    CompletableFuture<VoiceLine> opened = new CompletableFuture<>();
    VoiceLines lines =
        new VoiceLines(
            gateway.vertx,
            Duration.ZERO,
            (channel, start) -> {
              assertEquals(ducks, channel.lowersAtOnce(), "known while the call opens");
              opened.complete(channel);
              return new SilentCall();
            });
    HttpServer server =
        gateway.vertx.createHttpServer().webSocketHandler(socket -> lines.serve(socket, () -> {}));
    server.listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
    RawLine line = RawLine.connect(gateway.vertx, server.actualPort());
    line.send("{\"type\":\"start\"" + asked + "}");
    VoiceLine channel = opened.get(10, TimeUnit.SECONDS);
    assertEquals(aheadMillis, channel.aheadMillis());

    channel.duck(-12);
    channel.clear();
    JsonObject first = line.next();
    if (ducks) {
      assertEquals(new JsonObject().put("type", "duck").put("gain_db", -12.0), first);
      first = line.next();
    }
    assertEquals(new JsonObject().put("type", "clear"), first);
    server.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:%d, 101",
    "http://127.0.0.1:%d, 101",
    "https://voice.example.com, 101",
    "http://evil.example, 403",
    "http://localhost:1, 403",
    "https://localhost:%d, 403",
    "null, 403"
  })
  void onlyPagesOfOwnOriginsMayCall(String origin, int status) throws Exception {
    String upgrade =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Origin: "
            + origin.formatted(gateway.port())
            + "\r\n";
    assertEquals("HTTP/1.1 " + status, statusOf(upgrade));
  }

  @Test
  void aPlainRequestIsToldToUpgrade() throws Exception {
    assertEquals("HTTP/1.1 426", statusOf(""));
  }

  @Test
  void healthAndEnginesAreToldToAnybody() throws Exception {
    assertEquals(200, get(gateway, "/health/live").statusCode());
    HttpResponse<String> ready = get(gateway, "/health/ready");
    assertEquals(200, ready.statusCode());
    assertEquals(2, new JsonObject(ready.body()).getInteger("max_calls"));
    JsonObject engines = new JsonObject(get(gateway, "/v1/engines").body());
    assertEquals("fake-stt", engines.getJsonObject("stt").getString("engine"));
  }

  @Test
  void pagesMayLoadNothingFromElsewhere() throws Exception {
    for (String path : List.of("/", "/parley-voice.js", "/page.css", "/example.html")) {
      HttpResponse<String> page = get(gateway, path);
      assertEquals(200, page.statusCode(), path);
      String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.startsWith("default-src 'none'"), path + ": " + policy);
      assertFalse(policy.contains("unsafe"), path + ": " + policy);
      assertEquals("nosniff", page.headers().firstValue("X-Content-Type-Options").orElse(""));
      assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElse(""));
      String permissions = page.headers().firstValue("Permissions-Policy").orElse("");
      assertTrue(permissions.contains("microphone=(self)"), permissions);
      assertEquals("no-cache", page.headers().firstValue("Cache-Control").orElse(""), path);
    }
    assertEquals(404, get(gateway, "/no-such-page").statusCode());
  }

  private static final class SilentCall implements CallerEvents {
    @Override
    public void audio(short[] samples) {}

    @Override
    public void played(long millis) {}

    @Override
    public void typed(String text) {}

    @Override
    public void closed() {}
  }

  private RawLine connect() throws Exception {
    return RawLine.connect(gateway.vertx, gateway.port());
  }

  private RawLine open() throws Exception {
    RawLine line = connect();
    line.send(START);
    line.until("started");
    return line;
  }

  private static void assertRefused(RawLine line, String code, int closeCode) throws Exception {
    assertEquals(code, line.until("error").getString("code"));
    line.until("end");
    assertEquals(closeCode, line.closeCode());
  }

  /** Said byte by byte: HTTP clients add an Origin of their own, and stumble over a 426. */
  private String statusOf(String headers) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      String request = "GET /v1/voice HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(answer, StandardCharsets.US_ASCII);
    }
  }

  private static HttpResponse<String> get(FakeHopGateway gateway, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(gateway.address(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
