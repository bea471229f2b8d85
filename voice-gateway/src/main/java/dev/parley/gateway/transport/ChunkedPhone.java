package dev.parley.gateway.transport;

import dev.parley.gateway.audio.LineCodec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A media stream as Twilio has defined it and others have with small differences: JSON only, the
 * caller's audio in numbered chunks in base64, events start, media, dtmf and stop.
 */
public abstract class ChunkedPhone extends WebSocketPhone {
  // it is put into messages as it is
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final String idField;
  private final String markEvent;
  private final int patience;
  private final LineCodec outbound = new LineCodec(LineCodec.Format.MU_LAW);
  private InboundMedia inbound;
  private String id = "";

  /**
   * @param client the protocol, such as "twilio"
   * @param idField has the stream's identity in each message
   * @param markEvent is how a mark comes back
   * @param patience how many chunks wait for one that was overtaken
   */
  protected ChunkedPhone(
      Vertx vertx,
      ServerWebSocket socket,
      PhoneCalls calls,
      String client,
      String idField,
      String markEvent,
      int patience) {
    super(
        vertx,
        socket,
        calls,
        client,
        "'start'",
        "expected a message as in the documentation of " + client);
    this.idField = idField;
    this.markEvent = markEvent;
    this.patience = patience;
    this.inbound = new InboundMedia(outbound, patience);
  }

  // ---- from the line

  /**
   * The message that begins a call: ends in {@link #begin} or a refusal.
   *
   * @throws ClassCastException when a field is something else than expected
   * @throws IllegalArgumentException when it makes no sense
   */
  protected abstract void start(JsonObject message);

  /** The name of a mark that came back. */
  protected String markOf(JsonObject message) {
    return PhoneTalk.string(PhoneTalk.object(message, "mark"), "name");
  }

  /**
   * The start was right.
   *
   * @param streamId of this stream
   * @param format of the caller's audio
   */
  protected final void begin(
      String streamId, LineCodec.Format format, String language, Onward.Way way) {
    if (!ID.matcher(streamId).matches()) {
      refuse(PROTOCOL_ERROR, "expected a " + idField + " of letters, digits and -");
      return;
    }
    id = streamId;
    inbound = new InboundMedia(new LineCodec(format), patience);
    open(language, way);
  }

  @Override
  protected final void came(Buffer message) {
    refuse(PROTOCOL_ERROR, "expected text messages only");
  }

  @Override
  protected final void said(JsonObject message) {
    String event = PhoneTalk.string(message, "event");
    CallerEvents open = call();
    if (event.equals("start")) {
      if (open == null) {
        start(message);
      } else {
        refuse(PROTOCOL_ERROR, "a second 'start'");
      }
    } else if (event.equals("media")
        || event.equals("dtmf")
        || event.equals("stop")
        || event.equals(markEvent)) {
      if (open == null) {
        refuse(PROTOCOL_ERROR, "expected 'start' before '" + event + "'");
      } else if (!id.equals(PhoneTalk.string(message, idField))) {
        refuse(PROTOCOL_ERROR, "'" + event + "' of another stream");
      } else {
        said(open, event, message);
      }
    } else {
      other(event, message);
    }
  }

  /** What is said besides; nothing by default, as later versions may send more. */
  protected void other(String event, JsonObject message) {}

  private void said(CallerEvents open, String event, JsonObject message) {
    switch (event) {
      case "media" -> media(open, PhoneTalk.object(message, "media"));
      case "dtmf" ->
          PhoneTalk.key(PhoneTalk.string(PhoneTalk.object(message, "dtmf"), "digit"))
              .ifPresent(open::key);
      case "stop" -> end("hung up");
      default -> reached(open, markOf(message));
    }
  }

  private void media(CallerEvents open, JsonObject media) {
    if (PhoneTalk.string(media, "track").startsWith("outbound")) {
      return;
    }
    byte[] audio = Base64.getDecoder().decode(PhoneTalk.string(media, "payload"));
    long chunk = number(media, "chunk");
    if (isFair(audio, inbound.format())) {
      short[] samples = inbound.take(chunk, audio);
      if (samples.length > 0) {
        open.audio(samples);
      }
    }
  }

  /** Numbers come as such and as text. */
  protected static long number(JsonObject in, String field) {
    String text = String.valueOf(in.getValue(field));
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a number");
    }
    return Long.parseLong(text);
  }

  // ---- to the line

  protected final String id() {
    return id;
  }

  /** The bot's audio as all these lines take it: mu-law, 8 kHz, in base64. */
  protected final String payload(byte[] pcm) {
    return Base64.getEncoder().encodeToString(outbound.encode(pcm));
  }
}
