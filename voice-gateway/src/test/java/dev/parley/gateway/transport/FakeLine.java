package dev.parley.gateway.transport;

import dev.parley.gateway.audio.LineCodec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A provider's end of a call over a WebSocket: 20 ms of the caller's audio every 20 ms, what comes
 * is played in order and in real time. What breaks the protocol is noted.
 */
public abstract class FakeLine implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final int ABNORMAL = 1006;

  public final FarEnd phone;
  private final Vertx vertx;
  private final WebSocketClient client;
  private final ClientWebSocket socket;
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final List<String> problems = new ArrayList<>();
  private long ticker = -1;

  protected FakeLine(Vertx vertx, LineCodec.Format format) {
    this.vertx = vertx;
    this.phone = new FarEnd(format);
    // held: Vert.x closes the connections of a client that was garbage-collected
    this.client = vertx.createWebSocketClient();
    this.socket = client.webSocket();
    socket.textMessageHandler(text -> told(new JsonObject(text)));
    socket.binaryMessageHandler(this::told);
    socket.exceptionHandler(e -> {});
    socket.closeHandler(
        v -> {
          Short code = socket.closeStatusCode();
          closed.complete(code == null ? ABNORMAL : code.intValue());
        });
  }

  /** The socket is open, and nothing was said on it. */
  public final void connect(int port, WebSocketConnectOptions options) throws Exception {
    options.setHost("127.0.0.1").setPort(port).setAllowOriginHeader(false);
    socket
        .connect(options)
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What is answered: the status, a space and the body. */
  public static String ask(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  /** From now on the caller is on the line. */
  protected final void tick() {
    ticker =
        vertx.setPeriodic(
            20,
            t -> {
              if (!closed.isDone()) {
                speak(phone.microphone());
                phone.play().forEach(this::reached);
              }
            });
  }

  // ---- the protocol

  /** Sends 20 ms of the caller's audio. */
  protected abstract void speak(byte[] audio);

  /** A mark was reached. */
  protected abstract void reached(String mark);

  protected abstract void told(JsonObject message);

  protected void told(Buffer message) {
    problem("a binary message");
  }

  public abstract void press(char key);

  public final void send(String text) {
    if (!closed.isDone()) {
      socket.writeTextMessage(text);
    }
  }

  public final void send(JsonObject message) {
    send(message.encode());
  }

  public final void sendAudio(byte[] audio) {
    if (!closed.isDone()) {
      socket.writeBinaryMessage(Buffer.buffer(audio));
    }
  }

  // ---- the end

  /** The line breaks without a word. */
  public final void vanish() {
    vertx.cancelTimer(ticker);
    client.close();
  }

  public void hangUp() {
    vertx.cancelTimer(ticker);
    socket.close();
  }

  @Override
  public final void close() {
    vanish();
  }

  // ---- what came of it

  protected final synchronized void problem(String what) {
    problems.add(what);
  }

  public final synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  public final int closeCode() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  public final boolean isClosed() {
    return closed.isDone();
  }

  public final String subProtocol() {
    return String.valueOf(socket.subProtocol());
  }
}
