package dev.parley.gateway.transport.asterisk;

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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's WebSocket. Asterisk plays what it is sent in real time, says when marks are reached,
 * and drops them without a word on a flush. It throws away text of more than 128 bytes, so commands
 * are short. When the socket is closed it hangs up, or goes on in the dialplan with Dial's g.
 */
final class AsteriskStream extends WebSocketPhone {
  private static final Logger LOG = LoggerFactory.getLogger(AsteriskStream.class);

  private final String language;
  private final Onward.Way way;
  private @Nullable LineCodec codec;
  private boolean full;

  private AsteriskStream(
      Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language, Onward.Way way) {
    super(vertx, socket, calls, "asterisk", "MEDIA_START", "expected JSON: dial with f(json)");
    this.language = language;
    this.way = way;
  }

  static void serve(
      Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language, Onward.Way way) {
    new AsteriskStream(vertx, socket, calls, language, way).listen();
  }

  // ---- from Asterisk

  @Override
  protected void said(JsonObject message) {
    String event = PhoneTalk.string(message, "event");
    CallerEvents open = call();
    if (event.equals("MEDIA_START")) {
      if (open == null) {
        start(message);
      } else {
        refuse(PROTOCOL_ERROR, "a second MEDIA_START");
      }
    } else if (open == null) {
      refuse(PROTOCOL_ERROR, "expected MEDIA_START first");
    } else {
      said(open, event, message);
    }
  }

  private void said(CallerEvents open, String event, JsonObject message) {
    switch (event) {
      case "DTMF_END" -> PhoneTalk.key(PhoneTalk.string(message, "digit")).ifPresent(open::key);
      case "MEDIA_MARK_PROCESSED" -> reached(open, PhoneTalk.string(message, "correlation_id"));
      case "MEDIA_XOFF" -> full = true;
      case "MEDIA_XON" -> full = false;
      case "ERROR" -> LOG.warn("Asterisk complains: {}", PhoneTalk.string(message, "error_text"));
      default -> {
        // STATUS, QUEUE_DRAINED, and what later versions may send
      }
    }
  }

  private void start(JsonObject message) {
    LineCodec.Format format =
        switch (PhoneTalk.string(message, "format")) {
          case "ulaw" -> LineCodec.Format.MU_LAW;
          case "alaw" -> LineCodec.Format.A_LAW;
          case "slin" -> LineCodec.Format.LINEAR_8K;
          case "slin16" -> LineCodec.Format.LINEAR_16K;
          default -> null;
        };
    if (format == null) {
      refuse(PROTOCOL_ERROR, "expected ulaw, alaw, slin or slin16: dial with c(ulaw)");
    } else {
      codec = new LineCodec(format);
      open(language, way);
    }
  }

  @Override
  protected void came(Buffer message) {
    CallerEvents open = call();
    LineCodec line = codec;
    if (open == null || line == null) {
      return;
    }
    byte[] audio = message.getBytes();
    if (isFair(audio, line.format())) {
      open.audio(line.decode(audio));
    }
  }

  // ---- to Asterisk

  @Override
  public void audio(byte[] pcm) {
    LineCodec line = codec;
    if (line != null) {
      send(line.encode(pcm));
    }
  }

  @Override
  protected void mark(String name) {
    command("MARK_MEDIA\",\"correlation_id\":\"" + name);
  }

  @Override
  protected void flush() {
    command("FLUSH_MEDIA");
  }

  private void command(String command) {
    send("{\"command\":\"" + command + "\"}");
  }

  @Override
  public boolean isCongested() {
    return full || super.isCongested();
  }
}
