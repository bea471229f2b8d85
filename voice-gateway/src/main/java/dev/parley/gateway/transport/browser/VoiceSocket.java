package dev.parley.gateway.transport.browser;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.transport.CallChannel;
import dev.parley.gateway.transport.CallerEvents;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of the voice protocol. Lives on the connection's context, which becomes its call's.
 */
public final class VoiceSocket implements CallChannel {
  /** What a client asks for when it starts. */
  public record Start(String language, String client) {}

  /** Opens a call for a socket that said "start". */
  public interface CallOpener extends BiFunction<VoiceSocket, Start, CallerEvents> {}

  private static final Logger LOG = LoggerFactory.getLogger(VoiceSocket.class);
  private static final int MAX_AUDIO_BYTES = 6_400;
  private static final int MAX_TYPED_CHARS = 1_000;
  private static final long START_TIMEOUT_MILLIS = 5_000;
  private static final long RATE_SLACK_NANOS = 2_000_000_000L;
  private static final long NANOS_PER_SAMPLE = 62_500;

  private static final int AHEAD_MILLIS = 200;

  /**
   * A voice lowered here has to be heard lower within 200 ms of the caller's onset, and detecting
   * the onset takes 60 ms; 20 ms are left for the way.
   */
  private static final int AHEAD_MILLIS_WHEN_LOWERED_HERE = 120;

  private static final short NORMAL = 1000;
  private static final short PROTOCOL_ERROR = 1002;
  private static final short TOO_BIG = 1009;
  private static final short FAILURE = 1011;
  private static final short NO_ROOM = 1013;

  private final ServerWebSocket socket;
  private final CallOpener opener;
  private final Vertx vertx;
  private final long startTimer;
  private @Nullable CallerEvents call;
  private boolean over;
  private boolean lowersAtOnce;
  private long firstAudioNanos;
  private long samplesReceived;

  private VoiceSocket(Vertx vertx, ServerWebSocket socket, CallOpener opener) {
    this.vertx = vertx;
    this.socket = socket;
    this.opener = opener;
    this.startTimer =
        vertx.setTimer(
            START_TIMEOUT_MILLIS,
            t -> refuse(PROTOCOL_ERROR, "no-start", "expected a 'start' message within 5 s"));
  }

  /** Takes over an accepted socket. */
  public static void serve(Vertx vertx, ServerWebSocket socket, CallOpener opener) {
    VoiceSocket channel = new VoiceSocket(vertx, socket, opener);
    socket.textMessageHandler(channel::text);
    socket.binaryMessageHandler(channel::binary);
    socket.exceptionHandler(e -> LOG.debug("voice socket: {}", e.toString()));
    socket.closeHandler(v -> channel.gone());
  }

  /** The call is open; the client may speak. */
  public void started(String callId, JsonObject engines) {
    write(Notices.message("started").put("call", callId).put("version", 1).put("engines", engines));
  }

  /** No call for this client. */
  public void refuseForLackOfRoom(String why) {
    refuse(NO_ROOM, "no-room", why);
  }

  // ---- from the client

  private void text(String text) {
    if (over) {
      return;
    }
    JsonObject message;
    String type;
    try {
      message = new JsonObject(text);
      type = string(message, "type", "");
      CallerEvents open = call;
      if (open == null) {
        start(type, message);
        return;
      }
      switch (type) {
        case "ack" -> open.played(Math.max(0, number(message, "played_ms", 0)));
        case "text" -> typed(open, string(message, "text", "").strip());
        case "end" -> end("hung up");
        default -> {
          // unknown types are for later versions
        }
      }
    } catch (DecodeException | ClassCastException e) {
      refuse(PROTOCOL_ERROR, "bad-message", "expected a JSON object as in docs/protocol.md");
    }
  }

  private void start(String type, JsonObject message) {
    if (!type.equals("start")) {
      refuse(
          PROTOCOL_ERROR,
          "no-start",
          "expected 'start' as first message, found '" + shorten(type) + "'");
      return;
    }
    long version = number(message, "version", 1);
    if (version != 1) {
      refuse(PROTOCOL_ERROR, "bad-version", "this gateway speaks version 1, not " + version);
      return;
    }
    lowersAtOnce = flag(message, "ducks");
    vertx.cancelTimer(startTimer);
    // the call asks for lowersAtOnce while it is made
    call =
        opener.apply(
            this,
            new Start(
                shorten(string(message, "language", "en")),
                shorten(string(message, "client", ""))));
  }

  private void typed(CallerEvents open, String text) {
    if (text.length() > MAX_TYPED_CHARS) {
      write(Notices.error("too-long", "typed text may have at most 1,000 characters"));
    } else if (!text.isEmpty()) {
      open.typed(text);
    }
  }

  private void binary(Buffer audio) {
    CallerEvents open = call;
    if (over || open == null) {
      return;
    }
    int bytes = audio.length();
    if (bytes > MAX_AUDIO_BYTES) {
      refuse(TOO_BIG, "too-big", "audio messages may have at most 6,400 bytes, found " + bytes);
      return;
    }
    if (bytes % 2 != 0) {
      refuse(
          PROTOCOL_ERROR, "bad-audio", "expected whole 16-bit samples, found " + bytes + " bytes");
      return;
    }
    if (isTooFast(bytes / 2)) {
      refuse(PROTOCOL_ERROR, "too-fast", "audio came more than 2 s faster than real time");
      return;
    }
    short[] samples = new short[bytes / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = audio.getShortLE(2 * i);
    }
    open.audio(samples);
  }

  private boolean isTooFast(int samples) {
    long now = System.nanoTime();
    if (samplesReceived == 0) {
      firstAudioNanos = now;
    }
    samplesReceived += samples;
    return samplesReceived * NANOS_PER_SAMPLE > now - firstAudioNanos + RATE_SLACK_NANOS;
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

  // ---- to the client

  @Override
  public void audio(byte[] pcm) {
    if (!over) {
      socket.writeBinaryMessage(Buffer.buffer(pcm));
    }
  }

  @Override
  public void clear() {
    write(Notices.message("clear"));
  }

  @Override
  public boolean lowersAtOnce() {
    return lowersAtOnce;
  }

  @Override
  public void duck(double gainDb) {
    if (lowersAtOnce) {
      write(Notices.message("duck").put("gain_db", gainDb));
    }
  }

  @Override
  public int aheadMillis() {
    return lowersAtOnce ? AHEAD_MILLIS : AHEAD_MILLIS_WHEN_LOWERED_HERE;
  }

  @Override
  public void tell(Notice notice) {
    write(Notices.toJson(notice));
  }

  @Override
  public void voiceStarted(long atMillis) {
    write(Notices.message("speech").put("event", "start").put("at_ms", atMillis));
  }

  @Override
  public void voiceEnded(long atMillis) {
    write(Notices.message("speech").put("event", "end").put("at_ms", atMillis));
  }

  @Override
  public boolean isCongested() {
    return !over && socket.writeQueueFull();
  }

  @Override
  public void end(String reason) {
    close(NORMAL, reason);
  }

  /** The gateway can't go on with this call. */
  public void fail(String why) {
    refuse(FAILURE, "failure", why);
  }

  private void refuse(short code, String name, String why) {
    if (!over) {
      write(Notices.error(name, why));
      close(code, why);
    }
  }

  private void close(short code, String reason) {
    if (over) {
      return;
    }
    write(Notices.message("end").put("reason", reason));
    vertx.cancelTimer(startTimer);
    over = true;
    CallerEvents open = call;
    call = null;
    if (open != null) {
      open.closed();
    }
    socket.close(code, reason.length() > 100 ? reason.substring(0, 100) : reason);
  }

  private void write(JsonObject message) {
    if (!over) {
      socket.writeTextMessage(message.encode());
    }
  }

  // Vert.x gives null, not the default, for a field that is there and null
  private static String string(JsonObject message, String field, String otherwise) {
    String value = message.getString(field);
    return value == null ? otherwise : value;
  }

  private static long number(JsonObject message, String field, long otherwise) {
    Long value = message.getLong(field);
    return value == null ? otherwise : value;
  }

  private static boolean flag(JsonObject message, String field) {
    Boolean value = message.getBoolean(field);
    return value != null && value;
  }

  private static String shorten(String text) {
    return text.length() > 64 ? text.substring(0, 64) : text;
  }
}
