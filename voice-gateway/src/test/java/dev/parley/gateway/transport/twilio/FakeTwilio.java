package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.FakeLine;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's end of a call, strict about the protocol: 20 ms of the caller's audio every 20 ms, what
 * comes is played in order and in real time, marks come back when they are reached and when the
 * buffer is cleared. Records what the caller hears.
 */
final class FakeTwilio extends FakeLine {
  static final String TOKEN = "a token of tests";
  static final String PUBLIC_URL = "https://voice.example.com";
  static final String WEBHOOK = "/v1/twilio/voice";
  static final String STREAM = "/v1/twilio/media";
  static final String SID = "MZ0123456789abcdef";

  private static final Pattern PARAMETER =
      Pattern.compile("<Parameter name=\"token\" value=\"([^\"]+)\"/>");

  private final AtomicInteger chunk = new AtomicInteger();
  private final AtomicInteger sequence = new AtomicInteger(1);
  private volatile boolean returnsMarks = true;

  private FakeTwilio(Vertx vertx) {
    super(vertx, LineCodec.Format.MU_LAW);
  }

  // ---- opening

  /** A call from its webhook on; the stream has started. */
  static FakeTwilio call(Vertx vertx, int port) throws Exception {
    FakeTwilio twilio = connect(vertx, port);
    twilio.start(pass(webhook(port, signature(PUBLIC_URL + WEBHOOK))));
    return twilio;
  }

  /** The stream's socket is open, and nothing was said on it. */
  static FakeTwilio connect(Vertx vertx, int port) throws Exception {
    FakeTwilio twilio = new FakeTwilio(vertx);
    twilio.connect(
        port,
        new WebSocketConnectOptions()
            .setURI(STREAM)
            .putHeader(
                "X-Twilio-Signature", signature(PUBLIC_URL.replace("https", "wss") + STREAM)));
    return twilio;
  }

  /** What the webhook answers: the status, a space and the body. */
  static String webhook(int port, @Nullable String signature) throws Exception {
    return post(port, WEBHOOK, signature);
  }

  static String post(int port, String path, @Nullable String signature) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("CallSid=CA1&From=%2B15550100"));
    if (signature != null) {
      request.header("X-Twilio-Signature", signature);
    }
    return ask(request.build());
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
    send(startMessage(pass));
    tick();
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

  @Override
  public void press(char key) {
    send(
        event("dtmf")
            .put("dtmf", new JsonObject().put("track", "inbound_track").put("digit", "" + key)));
  }

  @Override
  public void hangUp() {
    send(
        event("stop").put("stop", new JsonObject().put("accountSid", "AC1").put("callSid", "CA1")));
    super.hangUp();
  }

  /** From now on no mark comes back. */
  void keepMarks() {
    returnsMarks = false;
  }

  // ---- the line

  private JsonObject event(String name) {
    return new JsonObject()
        .put("event", name)
        .put("sequenceNumber", Integer.toString(sequence.incrementAndGet()))
        .put("streamSid", SID);
  }

  @Override
  protected void speak(byte[] audio) {
    send(media(audio));
  }

  JsonObject media(byte[] muLaw) {
    int number = chunk.incrementAndGet();
    return event("media")
        .put(
            "media",
            new JsonObject()
                .put("track", "inbound")
                .put("chunk", Integer.toString(number))
                .put("timestamp", Integer.toString(number * 20))
                .put("payload", Base64.getEncoder().encodeToString(muLaw)));
  }

  @Override
  protected void reached(String mark) {
    if (returnsMarks) {
      send(event("mark").put("mark", new JsonObject().put("name", mark)));
    }
  }

  @Override
  protected void told(JsonObject message) {
    if (!SID.equals(message.getString("streamSid"))) {
      problem("a message of another stream: " + message);
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
      case "clear" -> phone.clear().forEach(this::reached);
      default -> problem("an unknown event: " + message);
    }
  }
}
