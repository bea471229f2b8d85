package dev.parley.gateway.transport.vonage;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneTalk;
import dev.parley.gateway.transport.WebSocketPhone;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;

/** One call's WebSocket. Closing it ends the call. */
final class VonageStream extends WebSocketPhone {
  static final String CONTENT_TYPE = "audio/l16;rate=16000";

  private static final String MARK = "mark";

  private final String language;
  private final LineCodec codec = new LineCodec(LineCodec.Format.LINEAR_16K);

  private VonageStream(Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language) {
    super(
        vertx,
        socket,
        calls,
        "vonage",
        "websocket:connected",
        "expected a message as in the documentation of vonage");
    this.language = language;
  }

  static void serve(Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language) {
    new VonageStream(vertx, socket, calls, language).listen();
  }

  // ---- from Vonage

  @Override
  protected void said(JsonObject message) {
    String event = PhoneTalk.string(message, "event");
    CallerEvents open = call();
    if (event.equals("websocket:connected")) {
      if (open != null) {
        refuse(PROTOCOL_ERROR, "a second websocket:connected");
      } else if (!PhoneTalk.string(message, "content-type").equals(CONTENT_TYPE)) {
        refuse(PROTOCOL_ERROR, "expected " + CONTENT_TYPE);
      } else {
        open(language, Onward.closed().way(""));
      }
    } else if (open == null) {
      refuse(PROTOCOL_ERROR, "expected websocket:connected first");
    } else {
      said(open, event, message);
    }
  }

  private void said(CallerEvents open, String event, JsonObject message) {
    switch (event) {
      case "websocket:dtmf" ->
          PhoneTalk.key(PhoneTalk.string(message, "digit")).ifPresent(open::key);
      case "websocket:notify" ->
          reached(open, PhoneTalk.string(PhoneTalk.object(message, "payload"), MARK));
      default -> {
        // websocket:cleared, and what later versions may send
      }
    }
  }

  @Override
  protected void came(Buffer message) {
    CallerEvents open = call();
    byte[] audio = message.getBytes();
    if (open == null) {
      refuse(PROTOCOL_ERROR, "expected websocket:connected first");
    } else if (isFair(audio, codec.format())) {
      open.audio(codec.decode(audio));
    }
  }

  // ---- to Vonage

  @Override
  public void audio(byte[] pcm) {
    send(codec.encode(pcm));
  }

  @Override
  protected void mark(String name) {
    send("{\"action\":\"notify\",\"payload\":{\"" + MARK + "\":\"" + name + "\"}}");
  }

  @Override
  protected void flush() {
    send("{\"action\":\"clear\"}");
  }
}
