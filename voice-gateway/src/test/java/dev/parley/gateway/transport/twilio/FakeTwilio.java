package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.FarEnd;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's end of a call, strict about the protocol: 20 ms of the caller's audio every 20 ms, what
 * comes is played in order and in real time, marks come back when they are reached and when the
 * buffer is cleared. Records what the caller hears. Its state belongs to its own lock.
 */
final class FakeTwilio implements AutoCloseable {
  static final String TOKEN = "a token of tests";
  static final String PUBLIC_URL = "https://voice.example.com";
  static final String SID = "MZ0123456789abcdef";

  private static final int PATIENCE_SECONDS = 30;
  private static final Pattern PARAMETER =
      Pattern.compile("<Parameter name=\"token\" value=\"([^\"]+)\"/>");

  private final Vertx vertx;
  private final WebSocketClient client;
  private final ClientWebSocket socket;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  final FarEnd phone = new FarEnd(LineCodec.Format.MU_LAW);
  private final List<String> problems = new ArrayList<>();
  private int chunk;
  private int sequence = 1;
  private boolean returnsMarks = true;
  private long ticker = -1;

  private FakeTwilio(Vertx vertx) {
    this.vertx = vertx;
    // held: Vert.x closes the connections of a client that was garbage-collected
    this.client = vertx.createWebSocketClient();
    this.socket = client.webSocket();
    socket.textMessageHandler(this::told);
    socket.binaryMessageHandler(b -> problem("a binary message"));
    socket.exceptionHandler(e -> {});
    socket.closeHandler(
        v -> {
          Short code = socket.closeStatusCode();
          closed.complete(code == null ? 1006 : code.intValue());
        });
  }

  // ---- opening

  /** A call from its webhook on; the stream has started. */
  static FakeTwilio call(Vertx vertx, int port) throws Exception {
    FakeTwilio twilio = connect(vertx, port);
    twilio.start(pass(webhook(port, signature(PUBLIC_URL + TwilioRoutes.WEBHOOK))));
    return twilio;
  }

  /** The stream's socket is open, and nothing was said on it. */
  static FakeTwilio connect(Vertx vertx, int port) throws Exception {
    FakeTwilio twilio = new FakeTwilio(vertx);
    get(
        twilio
            .socket
            .connect(
                new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI(TwilioRoutes.STREAM)
                    .setAllowOriginHeader(false)
                    .putHeader(
                        "X-Twilio-Signature",
                        signature(PUBLIC_URL.replace("https", "wss") + TwilioRoutes.STREAM)))
            .toCompletionStage()
            .toCompletableFuture());
    return twilio;
  }

  /** What the webhook answers: the status, a space and the body. */
  static String webhook(int port, @Nullable String signature) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + TwilioRoutes.WEBHOOK))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("CallSid=CA1&From=%2B15550100"));
    if (signature != null) {
      request.header("X-Twilio-Signature", signature);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  /** For the form that {@link #webhook} sends, if it is the webhook's address. */
  static String signature(String address) {
    String form = address.startsWith("https") ? "CallSidCA1From+15550100" : "";
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal((address + form).getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pass(String answer) {
    Matcher parameter = PARAMETER.matcher(answer);
    if (!parameter.find()) {
      throw new AssertionError("no pass in " + answer);
    }
    return parameter.group(1);
  }

  void start(String pass) {
    send("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    send(startMessage(pass).encode());
    ticker = vertx.setPeriodic(20, t -> tick());
  }

  static JsonObject startMessage(String pass) {
    return new JsonObject()
        .put("event", "start")
        .put("sequenceNumber", "1")
        .put("streamSid", SID)
        .put(
            "start",
            new JsonObject()
                .put("streamSid", SID)
                .put("accountSid", "AC1")
                .put("callSid", "CA1")
                .put("customParameters", new JsonObject().put("token", pass))
                .put(
                    "mediaFormat",
                    new JsonObject()
                        .put("encoding", "audio/x-mulaw")
                        .put("sampleRate", 8000)
                        .put("channels", 1)));
  }

  // ---- the caller

  synchronized void press(char key) {
    send(
        event("dtmf")
            .put("dtmf", new JsonObject().put("track", "inbound_track").put("digit", "" + key)));
  }

  synchronized void hangUp() {
    send(
        event("stop").put("stop", new JsonObject().put("accountSid", "AC1").put("callSid", "CA1")));
    stopTicking();
    socket.close();
  }

  /** The line breaks without a word. */
  void vanish() {
    stopTicking();
    client.close();
  }

  /** From now on no mark comes back. */
  synchronized void keepMarks() {
    returnsMarks = false;
  }

  // ---- what came of it

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  int closeCode() throws Exception {
    return get(closed);
  }

  boolean isClosed() {
    return closed.isDone();
  }

  // ---- the line

  void send(String text) {
    if (!closed.isDone()) {
      socket.writeTextMessage(text);
    }
  }

  private void send(JsonObject message) {
    send(message.encode());
  }

  private JsonObject event(String name) {
    return new JsonObject()
        .put("event", name)
        .put("sequenceNumber", Integer.toString(++sequence))
        .put("streamSid", SID);
  }

  private synchronized void tick() {
    send(media(phone.microphone()));
    phone.play().forEach(this::returned);
  }

  JsonObject media(byte[] muLaw) {
    chunk++;
    return event("media")
        .put(
            "media",
            new JsonObject()
                .put("track", "inbound")
                .put("chunk", Integer.toString(chunk))
                .put("timestamp", Integer.toString(chunk * 20))
                .put("payload", Base64.getEncoder().encodeToString(muLaw)));
  }

  private void returned(String mark) {
    if (returnsMarks) {
      send(event("mark").put("mark", new JsonObject().put("name", mark)));
    }
  }

  private synchronized void told(String text) {
    JsonObject message = new JsonObject(text);
    if (!SID.equals(message.getString("streamSid"))) {
      problem("a message of another stream: " + text);
      return;
    }
    switch (message.getString("event")) {
      case "media" -> {
        byte[] muLaw =
            Base64.getDecoder().decode(message.getJsonObject("media").getString("payload"));
        if (muLaw.length == 0) {
          problem("no audio in a media message");
        } else {
          phone.audio(muLaw);
        }
      }
      case "mark" -> phone.mark(message.getJsonObject("mark").getString("name"));
      case "clear" -> phone.clear().forEach(this::returned);
      default -> problem("an unknown event: " + text);
    }
  }

  private synchronized void problem(String what) {
    problems.add(what);
  }

  private void stopTicking() {
    vertx.cancelTimer(ticker);
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    stopTicking();
    client.close();
  }
}
