package dev.parley.gateway.transport.asterisk;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.audio.LineMarks;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneChannel;
import dev.parley.gateway.transport.PhoneTalk;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's WebSocket, from its opening to its end; lives on the socket's context, which is the
 * call's. Asterisk plays what it is sent in real time, says when marks are reached, and drops them
 * without a word on a flush. It throws away text of more than 128 bytes, so commands are short.
 */
final class AsteriskStream implements PhoneChannel {
  private static final Logger LOG = LoggerFactory.getLogger(AsteriskStream.class);
  private static final short NORMAL = 1000;
  private static final short PROTOCOL_ERROR = 1002;
  private static final short NO_ROOM = 1013;

  private static final long START_TIMEOUT_MILLIS = 5_000;
  private static final int MOST_AUDIO_MILLIS = 1_000;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final PhoneCalls calls;
  private final String language;
  private final long startTimer;
  private final LineMarks marks = new LineMarks();
  private final PhoneTalk talk = new PhoneTalk();
  private @Nullable LineCodec codec;
  private @Nullable CallerEvents call;
  private boolean full;
  private boolean over;

  private AsteriskStream(Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language) {
    this.vertx = vertx;
    this.socket = socket;
    this.calls = calls;
    this.language = language;
    this.startTimer =
        vertx.setTimer(
            START_TIMEOUT_MILLIS, t -> refuse(PROTOCOL_ERROR, "expected MEDIA_START within 5 s"));
  }

  static void serve(Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language) {
    AsteriskStream stream = new AsteriskStream(vertx, socket, calls, language);
    socket.textMessageHandler(stream::text);
    socket.binaryMessageHandler(stream::audioCame);
    socket.exceptionHandler(e -> LOG.debug("asterisk: {}", e.toString()));
    socket.closeHandler(v -> stream.gone());
  }

  // ---- from Asterisk

  private void text(String text) {
    if (over) {
      return;
    }
    try {
      JsonObject message = new JsonObject(text);
      said(PhoneTalk.string(message, "event"), message);
    } catch (DecodeException | ClassCastException e) {
      refuse(PROTOCOL_ERROR, "expected JSON: dial with f(json)");
    }
  }

  private void said(String event, JsonObject message) {
    CallerEvents open = call;
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
      case "MEDIA_MARK_PROCESSED" ->
          marks.returned(PhoneTalk.string(message, "correlation_id")).ifPresent(open::played);
      case "MEDIA_XOFF" -> full = true;
      case "MEDIA_XON" -> full = false;
      case "ERROR" -> LOG.warn("Asterisk complains: {}", PhoneTalk.string(message, "error_text"));
      default -> {
        // STATUS, QUEUE_DRAINED, and what later versions may send
      }
    }
  }

  private void start(JsonObject message) {
    String format = PhoneTalk.string(message, "format");
    LineCodec.Format known =
        switch (format) {
          case "ulaw" -> LineCodec.Format.MU_LAW;
          case "alaw" -> LineCodec.Format.A_LAW;
          case "slin" -> LineCodec.Format.LINEAR_8K;
          case "slin16" -> LineCodec.Format.LINEAR_16K;
          default -> null;
        };
    if (known == null) {
      refuse(PROTOCOL_ERROR, "expected ulaw, alaw, slin or slin16: dial with c(ulaw)");
      return;
    }
    vertx.cancelTimer(startTimer);
    codec = new LineCodec(known);
    call = calls.open(this, "asterisk", PhoneTalk.language(language)).orElse(null);
    if (call == null) {
      refuse(NO_ROOM, "no room for another call");
    }
  }

  private void audioCame(Buffer audio) {
    CallerEvents open = call;
    LineCodec line = codec;
    if (over || open == null || line == null) {
      return;
    }
    int bytes = audio.length();
    int bytesPerMilli = line.format().bytesPerMilli();
    if (bytes > MOST_AUDIO_MILLIS * bytesPerMilli || bytes % (bytesPerMilli / 8) != 0) {
      refuse(PROTOCOL_ERROR, "expected whole samples of at most 1 s, found " + bytes + " bytes");
    } else if (talk.isTooFast(bytes, bytesPerMilli, System.nanoTime())) {
      refuse(PROTOCOL_ERROR, PhoneTalk.TOO_FAST);
    } else {
      open.audio(line.decode(audio.getBytes()));
    }
  }

  private void gone() {
    vertx.cancelTimer(startTimer);
    over = true;
    CallerEvents open = call;
    call = null;
    if (open != null) {
      open.closed();
    }
  }

  private void refuse(short code, String why) {
    if (!over) {
      LOG.warn("a call from Asterisk was closed: {}", why);
      close(code, why);
    }
  }

  /** Asterisk hangs up when its socket is closed, or goes on in the dialplan with Dial's g. */
  private void close(short code, String why) {
    if (over) {
      return;
    }
    over = true;
    try {
      socket.close(code, PhoneTalk.reason(why));
    } catch (IllegalStateException e) {
      // closed a moment ago; the close handler is on its way
      LOG.debug("asterisk: {}", e.toString());
    }
    gone();
  }

  // ---- to Asterisk

  @Override
  public void audio(byte[] pcm) {
    LineCodec line = codec;
    if (line != null) {
      byte[] audio = line.encode(pcm);
      unlessClosed(() -> socket.writeBinaryMessage(Buffer.buffer(audio)));
    }
  }

  @Override
  public void sent(long sentMillis) {
    mark(marks.due(sentMillis));
  }

  @Override
  public void sentAll(long sentMillis) {
    mark(marks.last(sentMillis));
  }

  private void mark(@Nullable String name) {
    if (name != null) {
      command("MARK_MEDIA\",\"correlation_id\":\"" + name);
    }
  }

  @Override
  public void clear() {
    marks.cleared();
    command("FLUSH_MEDIA");
  }

  private void command(String command) {
    unlessClosed(() -> socket.writeTextMessage("{\"command\":\"" + command + "\"}"));
  }

  private void unlessClosed(Runnable write) {
    if (!over) {
      try {
        write.run();
      } catch (IllegalStateException e) {
        // closed a moment ago; the close handler is on its way
        LOG.debug("asterisk: {}", e.toString());
      }
    }
  }

  @Override
  public boolean isCongested() {
    try {
      return full || (!over && socket.writeQueueFull());
    } catch (IllegalStateException e) {
      // closed a moment ago; the close handler is on its way
      return false;
    }
  }

  @Override
  public void end(String reason) {
    close(NORMAL, reason);
  }
}
