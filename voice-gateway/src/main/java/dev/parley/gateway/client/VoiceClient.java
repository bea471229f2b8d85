package dev.parley.gateway.client;

import dev.parley.adapter.UserError;
import dev.parley.gateway.access.CallTokens;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call over a WebSocket. Sending is thread-safe and never blocks; events come on the
 * connection's event loop, one at a time, {@link VoiceEvent.Closed} exactly once and last.
 */
public final class VoiceClient implements AutoCloseable {
  /** Where the gateway listens when an address names no path. */
  public static final String PATH = "/v1/voice";

  private static final int CONNECT_SECONDS = 5;
  private static final int MAX_MESSAGE_BYTES = 256 * 1024;

  /** Told what arrives. Must not block. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param atNanos {@link System#nanoTime()} when it arrived
     */
    void event(VoiceEvent event, long atNanos);
  }

  // held: Vert.x closes the connections of a client that was garbage-collected
  private final WebSocketClient client;
  private final ClientWebSocket socket;
  private final Listener listener;
  private final AtomicBoolean closedTold = new AtomicBoolean();

  private VoiceClient(Vertx vertx, Listener listener) {
    this.listener = listener;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(CONNECT_SECONDS))
                .setMaxFrameSize(MAX_MESSAGE_BYTES)
                .setMaxMessageSize(MAX_MESSAGE_BYTES)
                .setTryUsePerMessageCompression(false)
                .setTryUsePerFrameCompression(false)
                .setTcpNoDelay(true));
    this.socket = client.webSocket();
    socket.textMessageHandler(this::message);
    socket.binaryMessageHandler(b -> tell(new VoiceEvent.Audio(b.getBytes())));
    socket.exceptionHandler(
        e -> tell(new VoiceEvent.Trouble("connection", String.valueOf(e.getMessage()))));
    socket.closeHandler(v -> closed());
  }

  /**
   * Blocks until the line is there; say {@link #start} next.
   *
   * @param address {@code ws://host:port/v1/voice}; without a path, {@value #PATH} is meant
   * @throws UserError when nobody answers there, or not a gateway
   */
  public static VoiceClient connect(Vertx vertx, URI address, Listener listener) {
    return connect(vertx, address, "", listener);
  }

  /**
   * The same.
   *
   * @param token with which the gateway lets the call in; empty = none is needed
   */
  public static VoiceClient connect(Vertx vertx, URI address, String token, Listener listener) {
    VoiceClient voice = new VoiceClient(vertx, listener);
    boolean secure = "wss".equals(address.getScheme());
    if (!secure && !"ws".equals(address.getScheme())) {
      throw new UserError("expected an address like ws://127.0.0.1:8090, found '" + address + "'");
    }
    if (address.getHost() == null) {
      throw new UserError("the address '" + address + "' names no host; write ws://HOST:PORT");
    }
    String path = address.getRawPath();
    int port = address.getPort();
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(address.getHost().replaceAll("[\\[\\]]", ""))
            .setPort(port < 0 ? (secure ? 443 : 80) : port)
            .setSsl(secure)
            .setURI(path == null || path.isEmpty() || path.equals("/") ? PATH : path)
            .setTimeout(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS));
    if (!token.isEmpty()) {
      options.addSubProtocol(CallTokens.PROTOCOL).addSubProtocol(CallTokens.OFFER + token);
    }
    try {
      voice
          .socket
          .connect(options)
          .toCompletionStage()
          .toCompletableFuture()
          .get(CONNECT_SECONDS + 1, TimeUnit.SECONDS);
      return voice;
    } catch (ExecutionException e) {
      voice.client.close();
      throw new UserError(unreachable(address, e.getCause() == null ? e : e.getCause()), e);
    } catch (TimeoutException e) {
      voice.client.close();
      throw new UserError(address + " did not answer within " + CONNECT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      voice.client.close();
      Thread.currentThread().interrupt();
      throw new UserError("interrupted while connecting to " + address, e);
    }
  }

  private static String unreachable(URI address, Throwable cause) {
    if (cause instanceof UpgradeRejectedException refused && refused.getStatus() == 401) {
      return address
          + " lets nobody in without a token: set PARLEY_GATEWAY_API_KEY to the key of that gateway";
    }
    if (cause instanceof UpgradeRejectedException refused) {
      return address
          + " is not a voice gateway (it answered HTTP "
          + refused.getStatus()
          + "); check host, port and path";
    }
    if (cause instanceof UnknownHostException) {
      return "no host is called " + address.getHost() + "; check the address " + address;
    }
    if (cause instanceof ConnectException) {
      return "nothing answers at "
          + address
          + "; start a gateway there (./parley serve) or leave --url out";
    }
    return "cannot open a call at " + address + " (" + cause + ")";
  }

  /** Must be said first, within 5 s. Promises to carry out {@link VoiceEvent.Duck}. */
  public void start(String language, String clientName) {
    send(
        new JsonObject()
            .put("type", "start")
            .put("version", 1)
            .put("language", language)
            .put("client", clientName)
            .put("ducks", true));
  }

  /** 16 kHz mono s16le in real time, at most 200 ms. */
  public void audio(byte[] pcm) {
    socket.writeBinaryMessage(Buffer.buffer(pcm));
  }

  /** How much of the bot's audio has been played since the call began. */
  public void ack(long playedMillis) {
    send(new JsonObject().put("type", "ack").put("played_ms", playedMillis));
  }

  /** A turn that is typed instead of spoken. */
  public void text(String text) {
    send(new JsonObject().put("type", "text").put("text", text));
  }

  /** Whether what is said from now on may be kept in writing. */
  public void consent(boolean given) {
    send(new JsonObject().put("type", "consent").put("keep_words", given));
  }

  /** Hangs up; the gateway answers with {@link VoiceEvent.Ended} and closes. */
  public void end() {
    send(new JsonObject().put("type", "end"));
  }

  /** Ends the connection at once. */
  @Override
  public void close() {
    socket.close();
    client.close();
  }

  private void send(JsonObject message) {
    // a line that breaks is told by the close handler, once, not by every write
    socket.writeTextMessage(message.encode());
  }

  private void message(String text) {
    try {
      VoiceMessages.read(text).ifPresent(this::tell);
    } catch (IllegalArgumentException e) {
      tell(new VoiceEvent.Trouble("bad-message", String.valueOf(e.getMessage())));
    }
  }

  private void closed() {
    if (closedTold.compareAndSet(false, true)) {
      Short code = socket.closeStatusCode();
      String reason = socket.closeReason();
      // 1006: the line broke without a goodbye (RFC 6455)
      tell(new VoiceEvent.Closed(code == null ? 1006 : code, reason == null ? "" : reason));
    }
  }

  private void tell(VoiceEvent event) {
    listener.event(event, System.nanoTime());
  }
}
