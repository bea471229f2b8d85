package dev.parley.gateway.transport.browser;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of the voice protocol: reads what the client says and refuses what breaks the
 * protocol. Reading happens on the connection's context; its line may write from another.
 */
final class VoiceSocket {
  static final short NORMAL = 1000;
  static final short NO_ROOM = 1013;

  private static final Logger LOG = LoggerFactory.getLogger(VoiceSocket.class);
  private static final int MAX_AUDIO_BYTES = 6_400;
  private static final int MAX_TYPED_CHARS = 1_000;
  private static final long START_TIMEOUT_MILLIS = 5_000;
  private static final long RATE_SLACK_NANOS = 2_000_000_000L;
  private static final long NANOS_PER_SAMPLE = 62_500;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Longer than this was no wait for an answer. */
  private static final double MOST_TIMED_MILLIS = 120_000;

  private static final short LEAVING = 1001;
  private static final short PROTOCOL_ERROR = 1002;
  private static final short NOT_ALLOWED = 1008;
  private static final short TOO_BIG = 1009;
  private static final short REPLACED = 4001;

  private final ServerWebSocket socket;
  private final VoiceLines lines;
  private final Vertx vertx;
  private final long startTimer;
  private @Nullable VoiceLine line;
  private volatile boolean over;
  private long firstAudioNanos;
  private long samplesReceived;

  private VoiceSocket(Vertx vertx, ServerWebSocket socket, VoiceLines lines) {
    this.vertx = vertx;
    this.socket = socket;
    this.lines = lines;
    this.startTimer =
        vertx.setTimer(
            START_TIMEOUT_MILLIS,
            t -> refuse(PROTOCOL_ERROR, "no-start", "expected a 'start' message within 5 s"));
  }

  static void serve(Vertx vertx, ServerWebSocket socket, VoiceLines lines, Runnable whenGone) {
    VoiceSocket voice = new VoiceSocket(vertx, socket, lines);
    socket.textMessageHandler(voice::text);
    socket.binaryMessageHandler(voice::binary);
    socket.exceptionHandler(e -> LOG.debug("voice socket: {}", e.toString()));
    socket.closeHandler(
        v -> {
          whenGone.run();
          voice.gone();
        });
  }

  // ---- from the client

  private void text(String text) {
    if (over) {
      return;
    }
    try {
      JsonObject message = new JsonObject(text);
      String type = string(message, "type", "");
      VoiceLine open = line;
      if (open == null) {
        first(type, message);
      } else {
        said(open, type, message);
      }
    } catch (DecodeException | ClassCastException e) {
      refuse(PROTOCOL_ERROR, "bad-message", "expected a JSON object as in docs/protocol.md");
    }
  }

  private void said(VoiceLine open, String type, JsonObject message) {
    switch (type) {
      case "ack" -> {
        long played = Math.max(0, number(message, "played_ms", 0));
        open.hear(this, call -> call.played(played));
      }
      case "text" -> typed(open, string(message, "text", "").strip());
      case "timing" -> timed(open, message);
      case "consent" -> consent(open, message.getBoolean("keep_words"));
      case "ping" -> {
        open.hear(this, call -> {});
        write(Notices.message("pong").put("id", number(message, "id", 0)));
      }
      case "end" -> open.hungUp(this);
      default -> {
        // unknown types are for later versions
      }
    }
  }

  private void first(String type, JsonObject message) {
    if (!type.equals("start") && !type.equals("resume")) {
      refuse(
          PROTOCOL_ERROR,
          "no-start",
          "expected 'start' or 'resume' as first message, found '" + shorten(type) + "'");
      return;
    }
    long version = number(message, "version", 1);
    if (version != 1) {
      refuse(PROTOCOL_ERROR, "bad-version", "this gateway speaks version 1, not " + version);
    } else if (type.equals("start")) {
      start(message);
    } else {
      resume(message);
    }
  }

  private void start(JsonObject message) {
    VoiceLines.Start start =
        new VoiceLines.Start(
            shorten(string(message, "language", "en")),
            shorten(string(message, "client", "")),
            flag(message, "ducks"),
            flag(message, "resumes"),
            flag(message, "shows_disclosure"));
    vertx.cancelTimer(startTimer);
    line = lines.open(this, start);
  }

  private void resume(JsonObject message) {
    String call = string(message, "call", "");
    VoiceLine.Return back =
        new VoiceLine.Return(
            string(message, "token", ""),
            number(message, "seq", 0),
            Math.max(0, number(message, "played_ms", 0)));
    vertx.cancelTimer(startTimer);
    line = lines.resume(call, this, back);
    if (line == null) {
      refuseResume();
    }
  }

  private void typed(VoiceLine open, String text) {
    if (text.length() > MAX_TYPED_CHARS) {
      write(Notices.error("too-long", "typed text may have at most 1,000 characters"));
    } else if (!text.isEmpty()) {
      open.hear(this, call -> call.typed(text));
    }
  }

  private void consent(VoiceLine open, @Nullable Boolean given) {
    if (given == null) {
      write(Notices.error("bad-consent", "expected keep_words to be true or false"));
    } else {
      open.hear(this, call -> call.consent(given));
    }
  }

  /** Figures that can't be true are passed over: they are for people to look at. */
  private void timed(VoiceLine open, JsonObject message) {
    long turn = number(message, "turn", 0);
    Long buffer = nanos(message, "buffer_ms");
    Long gap = nanos(message, "gap_ms");
    if (turn > 0 && buffer != null) {
      open.hear(this, call -> call.timed(turn, buffer, gap));
    }
  }

  private static @Nullable Long nanos(JsonObject message, String field) {
    Double millis = message.getDouble(field);
    boolean isTrue = millis != null && millis >= 0 && millis <= MOST_TIMED_MILLIS;
    return isTrue ? Long.valueOf(Math.round(millis * NANOS_PER_MILLI)) : null;
  }

  private void binary(Buffer audio) {
    VoiceLine open = line;
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
    open.hearAudio(this, samples);
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
    Short code = socket.closeStatusCode();
    // a page that is closed says so; a network that breaks doesn't
    leave(code != null && (code == NORMAL || code == LEAVING));
  }

  private void leave(boolean forGood) {
    VoiceLine open = line;
    if (open != null) {
      open.gone(this, forGood);
    }
  }

  // ---- to the client

  void write(byte[] pcm) {
    unlessClosed(() -> socket.writeBinaryMessage(Buffer.buffer(pcm)));
  }

  void write(JsonObject message) {
    unlessClosed(() -> socket.writeTextMessage(message.encode()));
  }

  private void unlessClosed(Runnable task) {
    if (!over) {
      try {
        task.run();
      } catch (IllegalStateException e) {
        // closed a moment ago; the close handler is on its way
        LOG.debug("voice socket: {}", e.toString());
      }
    }
  }

  boolean isCongested() {
    if (over) {
      return false;
    }
    try {
      return socket.writeQueueFull();
    } catch (IllegalStateException e) {
      // closed a moment ago; the close handler is on its way
      return false;
    }
  }

  /** No hint whether the call or the token was wrong. */
  void refuseResume() {
    refuse(
        NOT_ALLOWED,
        "cannot-resume",
        "there is no call to come back to: it is over, or the token is not its own; start a new one");
  }

  void refuse(short code, String name, String why) {
    if (!over) {
      write(Notices.error(name, why));
      close(code, why);
      leave(true);
    }
  }

  /** Another socket has the call now. */
  void replaced() {
    close(REPLACED, "the call was resumed on another connection");
  }

  /** Nobody is at the other end: no goodbye. */
  void drop() {
    over = true;
    socket.close();
  }

  void close(short code, String reason) {
    if (over) {
      return;
    }
    write(Notices.message("end").put("reason", reason));
    vertx.cancelTimer(startTimer);
    unlessClosed(
        () -> socket.close(code, reason.length() > 100 ? reason.substring(0, 100) : reason));
    over = true;
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
