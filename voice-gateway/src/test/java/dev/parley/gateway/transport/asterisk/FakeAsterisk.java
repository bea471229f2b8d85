package dev.parley.gateway.transport.asterisk;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.FakeLine;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Asterisk's end of chan_websocket, as strict as it was found to be: text of more than 128 bytes is
 * thrown away, marks vanish in a flush, half frames are noted.
 */
final class FakeAsterisk extends FakeLine {
  static final String PASSWORD = "a password of tests";

  private static final int MOST_TEXT_BYTES = 128;

  private final int frameBytes;

  private FakeAsterisk(Vertx vertx, LineCodec.Format format) {
    super(vertx, format);
    this.frameBytes = 20 * format.bytesPerMilli();
  }

  /** The socket is open, and nothing was said on it. */
  static FakeAsterisk connect(Vertx vertx, int port, String password, LineCodec.Format format)
      throws Exception {
    return connect(vertx, port, password, format, "");
  }

  /**
   * @param query what the dialplan adds to the address
   */
  static FakeAsterisk connect(
      Vertx vertx, int port, String password, LineCodec.Format format, String query)
      throws Exception {
    FakeAsterisk asterisk = new FakeAsterisk(vertx, format);
    asterisk.connect(
        port,
        new WebSocketConnectOptions()
            .setURI(AsteriskRoute.PATH + query)
            .addSubProtocol(AsteriskRoute.SUBPROTOCOL)
            .putHeader("Authorization", authorization(password)));
    return asterisk;
  }

  private static String authorization(String password) {
    byte[] both = ("asterisk:" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(both);
  }

  /** What a dialplan is told of where that call goes: the status, a space and the body. */
  static String next(int port, String call, String password) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + "/v1/asterisk/next?call=" + call))
            .header("Authorization", authorization(password))
            .build();
    return ask(request);
  }

  /**
   * @param format as Asterisk names it
   */
  void start(String format) {
    send(new JsonObject().put("event", "MEDIA_START").put("format", format).put("ptime", 20));
    tick();
  }

  @Override
  public void press(char key) {
    send(new JsonObject().put("event", "DTMF_END").put("digit", String.valueOf(key)));
  }

  @Override
  protected void speak(byte[] audio) {
    sendAudio(audio);
  }

  @Override
  protected void reached(String mark) {
    send(new JsonObject().put("event", "MEDIA_MARK_PROCESSED").put("correlation_id", mark));
  }

  @Override
  protected void told(Buffer audio) {
    if (audio.length() % frameBytes != 0) {
      problem("half a frame: " + audio.length() + " bytes");
    }
    phone.audio(audio.getBytes());
  }

  @Override
  protected void told(JsonObject command) {
    if (command.encode().length() > MOST_TEXT_BYTES) {
      problem("too long: " + command);
      return;
    }
    switch (command.getString("command")) {
      case "MARK_MEDIA" -> phone.mark(command.getString("correlation_id"));
      case "FLUSH_MEDIA" -> phone.clear();
      default -> problem("unknown: " + command);
    }
  }
}
