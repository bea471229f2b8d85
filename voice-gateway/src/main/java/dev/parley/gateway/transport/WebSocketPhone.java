package dev.parley.gateway.transport;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.audio.LineMarks;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's WebSocket, from its opening to its end, for protocols that write JSON and confirm by
 * marks; lives on the socket's context, which is the call's. What breaks the protocol closes it.
 */
public abstract class WebSocketPhone implements PhoneChannel {
  protected static final short PROTOCOL_ERROR = 1002;

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketPhone.class);
  private static final short NORMAL = 1000;
  private static final short NO_ROOM = 1013;
  private static final long START_TIMEOUT_MILLIS = 5_000;

  private static final int MOST_AUDIO_MILLIS = 1_000;

  /** What fits into the reason of a WebSocket's end. */
  private static final int MOST_REASON_CHARS = 100;

  private final Vertx vertx;
  private final ServerWebSocket socket;
  private final PhoneCalls calls;
  private final String client;
  private final String form;
  private final long startTimer;
  private final LineMarks marks = new LineMarks();
  private final PhoneTalk talk = new PhoneTalk();
  private Onward.Way way = Onward.closed().way("");
  private @Nullable CallerEvents call;
  private boolean over;

  /**
   * @param client the protocol, such as "twilio"
   * @param first the message that begins a call
   * @param form what messages are expected to be
   */
  protected WebSocketPhone(
      Vertx vertx,
      ServerWebSocket socket,
      PhoneCalls calls,
      String client,
      String first,
      String form) {
    this.vertx = vertx;
    this.socket = socket;
    this.calls = calls;
    this.client = client;
    this.form = form;
    this.startTimer =
        vertx.setTimer(
            START_TIMEOUT_MILLIS, t -> refuse(PROTOCOL_ERROR, "expected " + first + " within 5 s"));
  }

  /** From now on messages are read. */
  protected final void listen() {
    socket.textMessageHandler(this::text);
    socket.binaryMessageHandler(this::binary);
    socket.exceptionHandler(e -> LOG.debug("{}: {}", client, e.toString()));
    socket.closeHandler(v -> gone());
  }

  // ---- from the line

  /**
   * A text message.
   *
   * @throws ClassCastException when a field is something else than expected
   * @throws IllegalArgumentException when it makes no sense
   */
  protected abstract void said(JsonObject message);

  /** A binary message. */
  protected abstract void came(Buffer message);

  private void text(String text) {
    if (over) {
      return;
    }
    try {
      said(new JsonObject(text));
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      refuse(PROTOCOL_ERROR, form);
    }
  }

  private void binary(Buffer message) {
    if (!over) {
      came(message);
    }
  }

  /** null before the call was opened, and after its end. */
  protected final @Nullable CallerEvents call() {
    return call;
  }

  /** The first message was right. */
  protected final void open(String language, Onward.Way goesOn) {
    way = goesOn;
    vertx.cancelTimer(startTimer);
    call = calls.open(this, client, PhoneTalk.language(language)).orElse(null);
    if (call == null) {
      refuse(NO_ROOM, "no room for another call");
    }
  }

  /**
   * Audio of the line came.
   *
   * @return true when it is whole, and neither too much at once nor too fast; else the call is over
   */
  protected final boolean isFair(byte[] audio, LineCodec.Format format) {
    if (audio.length % format.sampleBytes() != 0) {
      refuse(PROTOCOL_ERROR, "expected whole samples, found " + audio.length + " bytes");
      return false;
    }
    if (audio.length == 0 || audio.length > MOST_AUDIO_MILLIS * format.bytesPerMilli()) {
      refuse(PROTOCOL_ERROR, "expected audio of at most 1 s, found " + audio.length + " bytes");
      return false;
    }
    if (talk.isTooFast(audio.length, format.bytesPerMilli(), System.nanoTime())) {
      refuse(PROTOCOL_ERROR, PhoneTalk.TOO_FAST);
      return false;
    }
    return true;
  }

  /** A mark came back. */
  protected final void reached(CallerEvents open, String mark) {
    marks.returned(mark).ifPresent(open::played);
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

  protected final void refuse(short code, String why) {
    if (!over) {
      LOG.warn("a call over {} was closed: {}", client, why);
      close(code, why);
    }
  }

  @Override
  public final boolean canTransfer() {
    return way.isOpen();
  }

  @Override
  public final void transfer(String to, String reason) {
    way.take(to);
    end(reason);
  }

  @Override
  public final void end(String reason) {
    close(NORMAL, reason);
  }

  private void close(short code, String why) {
    if (!over) {
      String reason = why.substring(0, Math.min(why.length(), MOST_REASON_CHARS));
      unlessClosed(() -> socket.close(code, reason));
      gone();
    }
  }

  // ---- to the line

  /** Ask for this mark back when all audio before it was played. */
  protected abstract void mark(String name);

  /** Have all audio dropped that was not played. */
  protected abstract void flush();

  @Override
  public final void sent(long sentMillis) {
    String due = marks.due(sentMillis);
    if (due != null) {
      mark(due);
    }
  }

  @Override
  public final void sentAll(long sentMillis) {
    mark(marks.last(sentMillis));
  }

  /** Marks of what is dropped prove nothing, whether they come back or not. */
  @Override
  public final void clear() {
    marks.cleared();
    flush();
  }

  protected final void send(String text) {
    unlessClosed(() -> socket.writeTextMessage(text));
  }

  protected final void send(byte[] binary) {
    unlessClosed(() -> socket.writeBinaryMessage(Buffer.buffer(binary)));
  }

  private void unlessClosed(Runnable task) {
    if (!over) {
      try {
        task.run();
      } catch (IllegalStateException e) {
        // closed a moment ago; the close handler is on its way
        LOG.debug("{}: {}", client, e.toString());
      }
    }
  }

  @Override
  public boolean isCongested() {
    try {
      return !over && socket.writeQueueFull();
    } catch (IllegalStateException e) {
      // closed a moment ago; the close handler is on its way
      return false;
    }
  }
}
