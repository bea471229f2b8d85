package dev.parley.gateway.transport.twilio;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls of Twilio's protocol out of those of Asterisk's chan_websocket, mu-law and JSON: so a
 * telephone's call comes to the gateway as Twilio would bring it. Marks that a clear drops come
 * back, as they do from Twilio.
 */
public final class TwilioBridge implements AutoCloseable {
  private final Vertx vertx;
  private final int gatewayPort;
  private final HttpServer server;
  private final WebSocketClient client;

  private TwilioBridge(Vertx vertx, int gatewayPort) {
    this.vertx = vertx;
    this.gatewayPort = gatewayPort;
    this.client = vertx.createWebSocketClient();
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("media"))
            .webSocketHandler(asterisk -> new Line(asterisk).listen());
  }

  public static TwilioBridge listen(Vertx vertx, int port, int gatewayPort) throws Exception {
    TwilioBridge bridge = new TwilioBridge(vertx, gatewayPort);
    bridge.server.listen(port, "127.0.0.1").await(10, TimeUnit.SECONDS);
    return bridge;
  }

  /** With which the gateway takes these calls. */
  public static Map<String, String> settings() {
    return Map.of(
        "twilio.auth-token", FakeTwilio.TOKEN, "gateway.public-url", FakeTwilio.PUBLIC_URL);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  /** One call; all of it on the context of Asterisk's socket. */
  private final class Line {
    private final ServerWebSocket asterisk;
    private final Deque<String> marks = new ArrayDeque<>();
    private @Nullable WebSocket gateway;
    private int chunk;
    private int sequence = 1;

    Line(ServerWebSocket asterisk) {
      this.asterisk = asterisk;
    }

    void listen() {
      asterisk.textMessageHandler(text -> fromAsterisk(new JsonObject(text)));
      asterisk.binaryMessageHandler(this::spoken);
      asterisk.exceptionHandler(e -> {});
      asterisk.closeHandler(
          v -> {
            toGateway(event("stop"));
            if (gateway != null) {
              gateway.close();
            }
          });
    }

    private void fromAsterisk(JsonObject event) {
      switch (event.getString("event")) {
        case "MEDIA_START" ->
            vertx
                .executeBlocking(
                    () ->
                        FakeTwilio.pass(
                            FakeTwilio.webhook(
                                gatewayPort,
                                FakeTwilio.signature(FakeTwilio.PUBLIC_URL + FakeTwilio.WEBHOOK))))
                .onSuccess(this::connect)
                .onFailure(e -> asterisk.close());
        case "DTMF_END" ->
            toGateway(
                event("dtmf").put("dtmf", new JsonObject().put("digit", event.getString("digit"))));
        case "MEDIA_MARK_PROCESSED" -> returned(event.getString("correlation_id"));
        default -> {
          // says nothing to Twilio
        }
      }
    }

    private void connect(String pass) {
      client
          .connect(
              new WebSocketConnectOptions()
                  .setHost("127.0.0.1")
                  .setPort(gatewayPort)
                  .setURI(FakeTwilio.STREAM)
                  .setAllowOriginHeader(false)
                  .putHeader(
                      "X-Twilio-Signature",
                      FakeTwilio.signature(
                          FakeTwilio.PUBLIC_URL.replace("https", "wss") + FakeTwilio.STREAM)))
          .onSuccess(
              socket -> {
                socket.textMessageHandler(text -> fromGateway(new JsonObject(text)));
                socket.exceptionHandler(e -> {});
                socket.closeHandler(v -> asterisk.close());
                gateway = socket;
                toGateway(FakeTwilio.startMessage(pass));
              })
          .onFailure(e -> asterisk.close());
    }

    private void spoken(Buffer muLaw) {
      if (gateway != null) {
        chunk++;
        toGateway(
            event("media")
                .put(
                    "media",
                    new JsonObject()
                        .put("track", "inbound")
                        .put("chunk", Integer.toString(chunk))
                        .put("timestamp", Integer.toString(chunk * 20))
                        .put("payload", Base64.getEncoder().encodeToString(muLaw.getBytes()))));
      }
    }

    private void fromGateway(JsonObject message) {
      switch (message.getString("event")) {
        case "media" ->
            asterisk.writeBinaryMessage(
                Buffer.buffer(
                    Base64.getDecoder()
                        .decode(message.getJsonObject("media").getString("payload"))));
        case "mark" -> {
          String name = message.getJsonObject("mark").getString("name");
          marks.add(name);
          toAsterisk(new JsonObject().put("command", "MARK_MEDIA").put("correlation_id", name));
        }
        case "clear" -> {
          toAsterisk(new JsonObject().put("command", "FLUSH_MEDIA"));
          List<String> dropped = new ArrayList<>(marks);
          dropped.forEach(this::returned);
        }
        default -> throw new IllegalStateException("unknown: " + message);
      }
    }

    private void returned(String mark) {
      if (marks.remove(mark)) {
        toGateway(event("mark").put("mark", new JsonObject().put("name", mark)));
      }
    }

    private JsonObject event(String name) {
      sequence++;
      return new JsonObject()
          .put("event", name)
          .put("sequenceNumber", Integer.toString(sequence))
          .put("streamSid", FakeTwilio.SID);
    }

    private void toGateway(JsonObject message) {
      if (gateway != null && !gateway.isClosed()) {
        gateway.writeTextMessage(message.encode());
      }
    }

    private void toAsterisk(JsonObject message) {
      if (!asterisk.isClosed()) {
        asterisk.writeTextMessage(message.encode());
      }
    }
  }
}
