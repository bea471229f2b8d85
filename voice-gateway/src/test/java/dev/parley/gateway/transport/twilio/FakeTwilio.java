package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.audio.G711;
import dev.parley.gateway.audio.LineCodec;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
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
  private static final int FRAME = 160;
  private static final byte SILENCE = (byte) 0xFF;
  private static final Pattern PARAMETER =
      Pattern.compile("<Parameter name=\"token\" value=\"([^\"]+)\"/>");

  /** Audio, or a mark that is reached when all before it was played. */
  private static final class Buffered {
    final byte[] muLaw;
    final String mark;

    Buffered(byte[] muLaw, String mark) {
      this.muLaw = muLaw;
      this.mark = mark;
    }
  }

  private final Vertx vertx;
  private final WebSocketClient client;
  private final ClientWebSocket socket;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final Deque<Buffered> buffer = new ArrayDeque<>();
  private final Deque<byte[]> microphone = new ArrayDeque<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final List<String> problems = new ArrayList<>();
  private final List<Integer> clears = new ArrayList<>();
  private int offset;
  private int chunk;
  private int sequence = 1;
  private int mostBuffered;
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
    twilio.start(pass(webhook(vertx, port, signature(PUBLIC_URL + TwilioRoutes.WEBHOOK))));
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
  static String webhook(Vertx vertx, int port, @Nullable String signature) throws Exception {
    HttpClient http = vertx.createHttpClient();
    try {
      return get(
          http.request(HttpMethod.POST, port, "127.0.0.1", TwilioRoutes.WEBHOOK)
              .compose(
                  request -> {
                    request.putHeader("Content-Type", "application/x-www-form-urlencoded");
                    if (signature != null) {
                      request.putHeader("X-Twilio-Signature", signature);
                    }
                    return request.send("CallSid=CA1&From=%2B15550100");
                  })
              .compose(
                  answer -> answer.body().map(body -> answer.statusCode() + " " + body.toString()))
              .toCompletionStage()
              .toCompletableFuture());
    } finally {
      http.close();
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

  /** PCM s16le mono, 16 kHz; said in real time. */
  synchronized void say(byte[] pcm) {
    byte[] muLaw = new LineCodec(LineCodec.Format.MU_LAW).encode(pcm);
    for (int at = 0; at + FRAME <= muLaw.length; at += FRAME) {
      microphone.add(Arrays.copyOfRange(muLaw, at, at + FRAME));
    }
  }

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

  /** All that the caller heard so far, silence included; 8 kHz. */
  synchronized short[] heard() {
    byte[] codes = heard.toByteArray();
    short[] pcm = new short[codes.length];
    G711.MU_LAW.decode(codes, 0, codes.length, pcm, 0);
    return pcm;
  }

  /** Samples of 8 kHz that had been heard at each clear. */
  synchronized List<Integer> clears() {
    return List.copyOf(clears);
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  /** The most audio that waited to be played, ms. */
  synchronized int mostBufferedMillis() {
    return mostBuffered / 8;
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
    byte[] said = microphone.poll();
    byte[] silence = new byte[FRAME];
    Arrays.fill(silence, SILENCE);
    send(media(said == null ? silence : said));
    for (int i = 0; i < FRAME; i++) {
      reachMarks();
      Buffered next = buffer.peek();
      if (next == null) {
        heard.write(SILENCE);
      } else {
        heard.write(next.muLaw[offset++]);
        if (offset == next.muLaw.length) {
          buffer.remove();
          offset = 0;
        }
      }
    }
    reachMarks();
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

  private void reachMarks() {
    while (!buffer.isEmpty() && buffer.peek().muLaw.length == 0) {
      returned(buffer.remove().mark);
    }
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
          buffer.add(new Buffered(muLaw, ""));
        }
        int waiting = buffer.stream().mapToInt(b -> b.muLaw.length).sum() - offset;
        mostBuffered = Math.max(mostBuffered, waiting);
      }
      case "mark" ->
          buffer.add(new Buffered(new byte[0], message.getJsonObject("mark").getString("name")));
      case "clear" -> {
        clears.add(heard.size());
        List<Buffered> dropped = List.copyOf(buffer);
        buffer.clear();
        offset = 0;
        dropped.stream().filter(b -> b.muLaw.length == 0).forEach(b -> returned(b.mark));
      }
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
