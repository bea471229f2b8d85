package dev.parley.gateway.transport.browser;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket to the gateway that sends whatever it is told, right or wrong. */
final class RawLine {
  private static final int PATIENCE_SECONDS = 30;

  private final BlockingQueue<JsonObject> arrived = new LinkedBlockingQueue<>();
  private final List<JsonObject> all = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocketClient client;
  private final ClientWebSocket socket;

  private RawLine(Vertx vertx) {
    // held: Vert.x closes the connections of a client that was garbage-collected
    client = vertx.createWebSocketClient();
    socket = client.webSocket();
    socket.textMessageHandler(
        text -> {
          JsonObject message = new JsonObject(text);
          all.add(message);
          arrived.add(message);
        });
    socket.closeHandler(
        v -> {
          Short code = socket.closeStatusCode();
          closed.complete(code == null ? 1006 : code.intValue());
        });
    // a broken line is told by its close code
    socket.exceptionHandler(e -> {});
  }

  static RawLine connect(Vertx vertx, int port) throws Exception {
    RawLine line = new RawLine(vertx);
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/v1/voice")
            .setAllowOriginHeader(false);
    line.socket
        .connect(options)
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return line;
  }

  /** A header of the answer to the handshake. */
  @Nullable String header(String name) {
    MultiMap headers = socket.headers();
    return headers == null ? null : headers.get(name);
  }

  void send(String text) {
    socket.writeTextMessage(text);
  }

  void send(byte[] audio) {
    socket.writeBinaryMessage(Buffer.buffer(audio));
  }

  /** The next message of this type. */
  JsonObject until(String type) throws InterruptedException {
    List<JsonObject> passed = new ArrayList<>();
    while (true) {
      JsonObject message = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no '" + type + "' came after " + passed + ", closed: " + closed);
      }
      if (type.equals(message.getString("type"))) {
        return message;
      }
      passed.add(message);
    }
  }

  /** Whatever message comes next. */
  JsonObject next() throws InterruptedException {
    JsonObject message = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing came, closed: " + closed);
    }
    return message;
  }

  /** Everything so far. */
  List<JsonObject> all() {
    return all;
  }

  void close() {
    socket.close();
  }

  int closeCode() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
