package dev.parley.gateway.transport.asterisk;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.FarEnd;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asterisk's end of chan_websocket, as strict as it was found to be: text of more than 128 bytes is
 * thrown away, marks vanish in a flush, half frames are noted.
 */
final class FakeAsterisk implements AutoCloseable {
  static final String PASSWORD = "a password of tests";

  private static final int PATIENCE_SECONDS = 30;
  private static final int MOST_TEXT_BYTES = 128;

  final FarEnd phone;
  private final Vertx vertx;
  private final WebSocketClient client;
  private final ClientWebSocket socket;
  private final int frameBytes;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final List<String> problems = new ArrayList<>();
  private long ticker = -1;

  private FakeAsterisk(Vertx vertx, LineCodec.Format format) {
    this.vertx = vertx;
    this.phone = new FarEnd(format);
    this.frameBytes = 20 * format.bytesPerMilli();
    // held: Vert.x closes the connections of a client that was garbage-collected
    this.client = vertx.createWebSocketClient();
    this.socket = client.webSocket();
    socket.textMessageHandler(this::command);
    socket.binaryMessageHandler(this::audio);
    socket.exceptionHandler(e -> {});
    socket.closeHandler(
        v -> {
          Short code = socket.closeStatusCode();
          closed.complete(code == null ? 1006 : code.intValue());
        });
  }

  /** The socket is open, and nothing was said on it. */
  static FakeAsterisk connect(Vertx vertx, int port, String password, LineCodec.Format format)
      throws Exception {
    FakeAsterisk asterisk = new FakeAsterisk(vertx, format);
    byte[] both = ("asterisk:" + password).getBytes(StandardCharsets.UTF_8);
    asterisk
        .socket
        .connect(
            new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(AsteriskRoute.PATH)
                .setAllowOriginHeader(false)
                .addSubProtocol(AsteriskRoute.SUBPROTOCOL)
                .putHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(both)))
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return asterisk;
  }

  /**
   * @param format as Asterisk names it
   */
  void start(String format) {
    send(new JsonObject().put("event", "MEDIA_START").put("format", format).put("ptime", 20));
    ticker = vertx.setPeriodic(20, t -> tick());
  }

  void press(char key) {
    send(new JsonObject().put("event", "DTMF_END").put("digit", String.valueOf(key)));
  }

  void hangUp() {
    vertx.cancelTimer(ticker);
    socket.close();
  }

  void send(JsonObject event) {
    sendText(event.encode());
  }

  void sendText(String text) {
    if (!closed.isDone()) {
      socket.writeTextMessage(text);
    }
  }

  void sendAudio(byte[] audio) {
    socket.writeBinaryMessage(Buffer.buffer(audio));
  }

  String subProtocol() {
    return String.valueOf(socket.subProtocol());
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  int closeCode() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void tick() {
    if (!closed.isDone()) {
      sendAudio(phone.microphone());
      for (String mark : phone.play()) {
        send(new JsonObject().put("event", "MEDIA_MARK_PROCESSED").put("correlation_id", mark));
      }
    }
  }

  private synchronized void audio(Buffer audio) {
    if (audio.length() % frameBytes != 0) {
      problems.add("half a frame: " + audio.length() + " bytes");
    }
    phone.audio(audio.getBytes());
  }

  private synchronized void command(String text) {
    if (text.length() > MOST_TEXT_BYTES) {
      problems.add("too long: " + text);
      return;
    }
    JsonObject command = new JsonObject(text);
    switch (command.getString("command")) {
      case "MARK_MEDIA" -> phone.mark(command.getString("correlation_id"));
      case "FLUSH_MEDIA" -> phone.clear();
      default -> problems.add("unknown: " + text);
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(ticker);
    client.close();
  }
}
