package dev.parley.gateway.transport;

import dev.parley.gateway.access.Hmac;
import dev.parley.gateway.audio.LineCodec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Providers whose streams are opened by an address that the webhook gave. */
enum FakeProvider {
  TELNYX("telnyx", "telnyx.public-key", FakeProvider.telnyxKey()) {
    @Override
    void sign(HttpRequest.Builder request, String path, String body) {
      String now = Long.toString(Instant.now().getEpochSecond());
      request.header("telnyx-timestamp", now);
      request.header("telnyx-signature-ed25519", telnyxSignature(now + "|" + body));
    }

    @Override
    FakeLine line(Vertx vertx) {
      return new FakeTelnyx(vertx);
    }

    @Override
    List<String> firstMessagesThatAreNone() {
      return List.of(
          "{\"event\":\"start\",\"stream_id\":\"s\",\"start\":{\"media_format\":{\"encoding\":\"OPUS\",\"sample_rate\":48000}}}",
          "{\"event\":\"start\",\"stream_id\":\"a b\",\"start\":{\"media_format\":{\"encoding\":\"PCMU\",\"sample_rate\":8000}}}",
          "{\"event\":\"media\",\"stream_id\":\"s\"}");
    }

    @Override
    List<String> messagesThatCannotBeRead() {
      return List.of(
          "{\"event\":\"media\",\"stream_id\":\"other\",\"media\":{\"chunk\":\"1\",\"payload\":\"/w==\"}}",
          "{\"event\":\"media\",\"stream_id\":\"s-1\",\"media\":{\"chunk\":\"one\",\"payload\":\"/w==\"}}");
    }
  },

  VONAGE("vonage", "vonage.signature-secret", "a secret of tests") {
    @Override
    void sign(HttpRequest.Builder request, String path, String body) {
      String token =
          base64Url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
              + "."
              + base64Url("{\"iat\":" + Instant.now().getEpochSecond() + ",\"iss\":\"Vonage\"}");
      byte[] signature = new Hmac("HmacSHA256", secret).sign(token);
      request.header(
          "Authorization",
          "Bearer "
              + token
              + "."
              + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    @Override
    FakeLine line(Vertx vertx) {
      return new FakeVonage(vertx);
    }

    @Override
    List<String> firstMessagesThatAreNone() {
      return List.of(
          "{\"event\":\"websocket:connected\",\"content-type\":\"audio/l16;rate=8000\"}",
          "{\"event\":\"websocket:dtmf\",\"digit\":\"1\"}",
          "{\"event\":7}");
    }

    @Override
    List<String> messagesThatCannotBeRead() {
      return List.of(
          "{\"event\":\"websocket:notify\",\"payload\":7}",
          "{\"event\":\"websocket:connected\",\"content-type\":\"audio/l16;rate=16000\"}");
    }
  },

  PLIVO("plivo", "plivo.auth-token", "a token of tests") {
    @Override
    void sign(HttpRequest.Builder request, String path, String body) {
      request.header("X-Plivo-Signature-V3-Nonce", "12345");
      byte[] signature =
          new Hmac("HmacSHA256", secret)
              .sign(
                  PUBLIC_URL
                      + path
                      + (path.contains("?") ? "." : "?")
                      + "CallSidCA1From+15550100.12345");
      request.header(
          "X-Plivo-Signature-V3", "other=," + Base64.getEncoder().encodeToString(signature));
    }

    @Override
    FakeLine line(Vertx vertx) {
      return new FakePlivo(vertx);
    }

    @Override
    List<String> firstMessagesThatAreNone() {
      return List.of(
          "{\"event\":\"start\",\"start\":{\"streamId\":\"s\",\"mediaFormat\":{\"encoding\":\"audio/x-l16\",\"sampleRate\":8000}}}",
          "{\"event\":\"start\",\"start\":{\"streamId\":\"s\",\"mediaFormat\":7}}",
          "{\"event\":\"playedStream\",\"name\":\"x\"}");
    }

    @Override
    List<String> messagesThatCannotBeRead() {
      return List.of(
          "{\"event\":\"media\",\"streamId\":\"other\",\"media\":{\"chunk\":1,\"payload\":\"/w==\"}}",
          "{\"event\":\"media\",\"streamId\":\"s-1\",\"media\":{\"chunk\":1,\"payload\":\"%%%\"}}");
    }
  };

  static final String PUBLIC_URL = "https://voice.example.com";

  private static final String FORM = "CallSid=CA1&From=%2B15550100";
  private static final Pattern STREAM =
      Pattern.compile(Pattern.quote(PUBLIC_URL.replace("https", "wss")) + "([^\"<]+)");

  private static final Pattern NEXT =
      Pattern.compile(
          "</[A-Z][a-z]+><Redirect method=\"POST\">" + PUBLIC_URL + "([^<]+)</Redirect>");

  private final String path;
  private final String setting;
  final String secret;

  FakeProvider(String name, String setting, String secret) {
    this.path = "/v1/" + name + "/voice";
    this.setting = setting;
    this.secret = secret;
  }

  abstract void sign(HttpRequest.Builder request, String path, String body);

  abstract FakeLine line(Vertx vertx);

  abstract List<String> firstMessagesThatAreNone();

  /** In a call. */
  abstract List<String> messagesThatCannotBeRead();

  Map<String, String> settings() {
    return Map.of("gateway.public-url", PUBLIC_URL, setting, secret);
  }

  /** A call from its webhook on; the stream has started. */
  FakeLine call(Vertx vertx, int port) throws Exception {
    FakeLine line = connect(vertx, port, streamPath(webhook(port, true)));
    ((Starting) line).start();
    return line;
  }

  /** The stream's socket is open, and nothing was said on it. */
  FakeLine connect(Vertx vertx, int port, String streamPath) throws Exception {
    FakeLine line = line(vertx);
    line.connect(port, new WebSocketConnectOptions().setURI(streamPath));
    return line;
  }

  /** What the webhook answers: the status, a space and the body. */
  String webhook(int port, boolean isSigned) throws Exception {
    return post(port, path, isSigned);
  }

  String post(int port, String path, boolean isSigned) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(FORM));
    if (isSigned) {
      sign(request, path, FORM);
    }
    return FakeLine.ask(request.build());
  }

  static String streamPath(String webhookAnswer) {
    Matcher stream = STREAM.matcher(webhookAnswer);
    if (!stream.find()) {
      throw new AssertionError("no stream in " + webhookAnswer);
    }
    return stream.group(1);
  }

  /** Where the provider is to ask when the stream is over. */
  static String nextPath(String webhookAnswer) {
    Matcher next = NEXT.matcher(webhookAnswer);
    if (!next.find()) {
      throw new AssertionError("no redirection in " + webhookAnswer);
    }
    return next.group(1);
  }

  /** A line that has a first message. */
  interface Starting {
    void start();
  }

  // ---- signatures

  private static String base64Url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The last 32 bytes of the X.509 form are the key itself. */
  private static String telnyxKey() {
    byte[] x509 = Keys.PAIR.getPublic().getEncoded();
    return Base64.getEncoder()
        .encodeToString(Arrays.copyOfRange(x509, x509.length - 32, x509.length));
  }

  private static String telnyxSignature(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(Keys.PAIR.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Made before the constants above. */
  private static final class Keys {
    static final KeyPair PAIR = keys();
  }

  // ---- lines

  /** Chunks overtake each other, and a clear gives marks back. */
  private static final class FakeTelnyx extends FakeLine implements Starting {
    private int chunk;
    private @Nullable JsonObject overtaken;

    FakeTelnyx(Vertx vertx) {
      super(vertx, LineCodec.Format.MU_LAW);
    }

    @Override
    public void start() {
      send("{\"event\":\"connected\",\"version\":\"1.0.0\"}");
      JsonObject format =
          new JsonObject().put("encoding", "PCMU").put("sample_rate", 8000).put("channels", 1);
      send(
          event("start")
              .put(
                  "start",
                  new JsonObject().put("call_control_id", "v3:c").put("media_format", format)));
      tick();
    }

    private static JsonObject event(String name) {
      return new JsonObject().put("event", name).put("stream_id", "s-1");
    }

    @Override
    protected void speak(byte[] audio) {
      chunk++;
      JsonObject media =
          event("media")
              .put(
                  "media",
                  new JsonObject()
                      .put("track", "inbound")
                      .put("chunk", Integer.toString(chunk))
                      .put("payload", Base64.getEncoder().encodeToString(audio)));
      if (overtaken == null && chunk % 3 == 0) {
        overtaken = media;
        return;
      }
      send(media);
      if (overtaken != null) {
        send(overtaken);
        overtaken = null;
      }
    }

    @Override
    public void press(char key) {
      send(event("dtmf").put("dtmf", new JsonObject().put("digit", "" + key)));
    }

    @Override
    protected void reached(String mark) {
      send(event("mark").put("mark", new JsonObject().put("name", mark)));
    }

    @Override
    protected void told(JsonObject message) {
      switch (message.getString("event")) {
        case "media" ->
            phone.audio(
                Base64.getDecoder().decode(message.getJsonObject("media").getString("payload")));
        case "mark" -> phone.mark(message.getJsonObject("mark").getString("name"));
        case "clear" -> phone.clear().forEach(this::reached);
        default -> problem("unknown: " + message);
      }
    }

    @Override
    public void hangUp() {
      send(event("stop"));
      super.hangUp();
    }
  }

  /** Takes only frames of 20 ms. */
  private static final class FakeVonage extends FakeLine implements Starting {
    FakeVonage(Vertx vertx) {
      super(vertx, LineCodec.Format.LINEAR_16K);
    }

    @Override
    public void start() {
      send(
          new JsonObject()
              .put("event", "websocket:connected")
              .put("content-type", "audio/l16;rate=16000"));
      tick();
    }

    @Override
    protected void speak(byte[] audio) {
      sendAudio(audio);
    }

    @Override
    public void press(char key) {
      send(
          new JsonObject()
              .put("event", "websocket:dtmf")
              .put("digit", "" + key)
              .put("duration", 260));
    }

    @Override
    protected void reached(String mark) {
      send(
          new JsonObject()
              .put("event", "websocket:notify")
              .put("payload", new JsonObject().put("mark", mark)));
    }

    @Override
    protected void told(Buffer message) {
      if (message.length() != 640) {
        problem("a frame of " + message.length() + " bytes");
      }
      phone.audio(message.getBytes());
    }

    @Override
    protected void told(JsonObject message) {
      switch (message.getString("action")) {
        case "notify" -> phone.mark(message.getJsonObject("payload").getString("mark"));
        case "clear" -> {
          phone.clear();
          send(new JsonObject().put("event", "websocket:cleared"));
        }
        default -> problem("unknown: " + message);
      }
    }
  }

  /** Checkpoints vanish in a clear. */
  private static final class FakePlivo extends FakeLine implements Starting {
    private int chunk;

    FakePlivo(Vertx vertx) {
      super(vertx, LineCodec.Format.MU_LAW);
    }

    @Override
    public void start() {
      JsonObject format = new JsonObject().put("encoding", "audio/x-mulaw").put("sampleRate", 8000);
      send(
          new JsonObject()
              .put("event", "start")
              .put("sequenceNumber", 0)
              .put(
                  "start",
                  new JsonObject()
                      .put("callId", "c-1")
                      .put("streamId", "s-1")
                      .put("tracks", List.of("inbound"))
                      .put("mediaFormat", format)));
      tick();
    }

    private static JsonObject event(String name) {
      return new JsonObject().put("event", name).put("streamId", "s-1");
    }

    @Override
    protected void speak(byte[] audio) {
      chunk++;
      send(
          event("media")
              .put(
                  "media",
                  new JsonObject()
                      .put("track", "inbound")
                      .put("chunk", chunk)
                      .put("timestamp", "1705312200000")
                      .put("payload", Base64.getEncoder().encodeToString(audio))));
    }

    @Override
    public void press(char key) {
      send(event("dtmf").put("dtmf", new JsonObject().put("digit", "" + key)));
    }

    @Override
    protected void reached(String mark) {
      send(event("playedStream").put("name", mark));
    }

    @Override
    protected void told(JsonObject message) {
      if (!"s-1".equals(message.getString("streamId"))) {
        problem("another stream: " + message);
      }
      switch (message.getString("event")) {
        case "playAudio" -> {
          JsonObject media = message.getJsonObject("media");
          if (!"audio/x-mulaw".equals(media.getString("contentType"))
              || media.getInteger("sampleRate") != 8000) {
            problem("another format: " + media);
          }
          phone.audio(Base64.getDecoder().decode(media.getString("payload")));
        }
        case "checkpoint" -> phone.mark(message.getString("name"));
        case "clearAudio" -> {
          phone.clear();
          send(event("clearedAudio"));
        }
        default -> problem("unknown: " + message);
      }
    }
  }
}
