package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.audio.LineMarks;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneChannel;
import dev.parley.gateway.transport.PhoneTalk;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's stream, from its WebSocket's opening to its end; lives on the socket's context, which
 * is the call's. Closing the socket gives the call back to Twilio, which goes on in its TwiML.
 */
final class TwilioStream implements PhoneChannel {
  private static final Logger LOG = LoggerFactory.getLogger(TwilioStream.class);
  private static final short NORMAL = 1000;
  private static final short PROTOCOL_ERROR = 1002;
  private static final short NOT_ALLOWED = 1008;
  private static final short NO_ROOM = 1013;

  private static final long START_TIMEOUT_MILLIS = 5_000;
  private static final int RATE_HZ = 8_000;

  /** A second of mu-law. */
  private static final int MOST_PAYLOAD_BYTES = RATE_HZ;

  // it is put into messages as it is
  private static final Pattern SID = Pattern.compile("[A-Za-z0-9]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final ServerWebSocket socket;
  private final Vertx vertx;
  private final PhoneCalls calls;
  private final Predicate<String> pass;
  private final long startTimer;
  private final LineCodec codec = new LineCodec(LineCodec.Format.MU_LAW);
  private final InboundMedia inbound = new InboundMedia(codec);
  private final LineMarks marks = new LineMarks();
  private final PhoneTalk talk = new PhoneTalk();
  private String sid = "";
  private @Nullable CallerEvents call;
  private boolean over;

  private TwilioStream(
      Vertx vertx, ServerWebSocket socket, PhoneCalls calls, Predicate<String> pass) {
    this.vertx = vertx;
    this.socket = socket;
    this.calls = calls;
    this.pass = pass;
    this.startTimer =
        vertx.setTimer(
            START_TIMEOUT_MILLIS, t -> refuse(PROTOCOL_ERROR, "expected 'start' within 5 s"));
  }

  /**
   * @param pass whether a stream with that token is expected; asked once
   */
  static void serve(Vertx vertx, ServerWebSocket socket, PhoneCalls calls, Predicate<String> pass) {
    TwilioStream stream = new TwilioStream(vertx, socket, calls, pass);
    socket.textMessageHandler(stream::text);
    socket.binaryMessageHandler(b -> stream.refuse(PROTOCOL_ERROR, "expected text messages only"));
    socket.exceptionHandler(e -> LOG.debug("twilio stream: {}", e.toString()));
    socket.closeHandler(v -> stream.gone());
  }

  // ---- from Twilio

  private void text(String text) {
    if (over) {
      return;
    }
    try {
      said(new JsonObject(text));
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      refuse(PROTOCOL_ERROR, "expected a message as in Twilio's documentation");
    }
  }

  private void said(JsonObject message) {
    String event = PhoneTalk.string(message, "event");
    CallerEvents open = call;
    switch (event) {
      case "start" -> {
        if (open == null) {
          start(PhoneTalk.object(message, "start"));
        } else {
          refuse(PROTOCOL_ERROR, "a second 'start'");
        }
      }
      case "media", "dtmf", "mark", "stop" -> {
        if (open == null) {
          refuse(PROTOCOL_ERROR, "expected 'start' before '" + event + "'");
        } else if (!sid.equals(PhoneTalk.string(message, "streamSid"))) {
          refuse(PROTOCOL_ERROR, "'" + event + "' of another stream");
        } else {
          said(open, event, message);
        }
      }
      default -> {
        // 'connected', and what later versions may send
      }
    }
  }

  private void said(CallerEvents open, String event, JsonObject message) {
    switch (event) {
      case "media" -> media(open, PhoneTalk.object(message, "media"));
      case "dtmf" ->
          PhoneTalk.key(PhoneTalk.string(PhoneTalk.object(message, "dtmf"), "digit"))
              .ifPresent(open::key);
      case "mark" ->
          marks
              .returned(PhoneTalk.string(PhoneTalk.object(message, "mark"), "name"))
              .ifPresent(open::played);
      default -> end("hung up");
    }
  }

  private void start(JsonObject start) {
    JsonObject format = PhoneTalk.object(start, "mediaFormat");
    JsonObject parameters = PhoneTalk.object(start, "customParameters");
    String streamSid = PhoneTalk.string(start, "streamSid");
    if (!SID.matcher(streamSid).matches()) {
      refuse(PROTOCOL_ERROR, "expected a streamSid of letters and digits");
    } else if (!PhoneTalk.string(format, "encoding").equals("audio/x-mulaw")
        || number(format, "sampleRate") != RATE_HZ
        || number(format, "channels") != 1) {
      refuse(PROTOCOL_ERROR, "expected audio/x-mulaw, 8000 Hz, 1 channel");
    } else if (!pass.test(PhoneTalk.string(parameters, "token"))) {
      refuse(NOT_ALLOWED, "the parameter 'token' is none that the webhook gave, or was used");
    } else {
      vertx.cancelTimer(startTimer);
      sid = streamSid;
      call =
          calls
              .open(this, "twilio", PhoneTalk.language(PhoneTalk.string(parameters, "language")))
              .orElse(null);
      if (call == null) {
        refuse(NO_ROOM, "no room for another call");
      }
    }
  }

  private void media(CallerEvents open, JsonObject media) {
    if (PhoneTalk.string(media, "track").equals("outbound")) {
      return;
    }
    byte[] muLaw = Base64.getDecoder().decode(PhoneTalk.string(media, "payload"));
    if (muLaw.length == 0 || muLaw.length > MOST_PAYLOAD_BYTES) {
      refuse(PROTOCOL_ERROR, "expected 1 to 8,000 bytes of audio, found " + muLaw.length);
      return;
    }
    short[] samples = inbound.take(number(media, "chunk"), muLaw);
    if (talk.isTooFast(muLaw.length, codec.format().bytesPerMilli(), System.nanoTime())) {
      refuse(PROTOCOL_ERROR, PhoneTalk.TOO_FAST);
    } else if (samples.length > 0) {
      open.audio(samples);
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
      LOG.warn("a Twilio stream was closed: {}", why);
      close(code, why);
    }
  }

  private void close(short code, String why) {
    if (over) {
      return;
    }
    over = true;
    vertx.cancelTimer(startTimer);
    try {
      socket.close(code, PhoneTalk.reason(why));
    } catch (IllegalStateException e) {
      // closed a moment ago; the close handler is on its way
      LOG.debug("twilio stream: {}", e.toString());
    }
    gone();
  }

  // ---- to Twilio

  @Override
  public void audio(byte[] pcm) {
    send(
        "\"media\",\"media\":{\"payload\":\""
            + Base64.getEncoder().encodeToString(codec.encode(pcm))
            + "\"}");
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
      send("\"mark\",\"mark\":{\"name\":\"" + name + "\"}");
    }
  }

  @Override
  public void clear() {
    // Twilio returns the marks of what it drops: they prove nothing
    marks.cleared();
    send("\"clear\"");
  }

  private void send(String event) {
    if (over) {
      return;
    }
    try {
      socket.writeTextMessage("{\"streamSid\":\"" + sid + "\",\"event\":" + event + "}");
    } catch (IllegalStateException e) {
      // closed a moment ago; the close handler is on its way
      LOG.debug("twilio stream: {}", e.toString());
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

  @Override
  public void end(String reason) {
    close(NORMAL, reason);
  }

  // ---- reading

  /** Twilio writes most numbers as text. */
  private static long number(JsonObject in, String field) {
    String text = String.valueOf(in.getValue(field));
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a number");
    }
    return Long.parseLong(text);
  }
}
