package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.CallerEvents;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneTalk;
import dev.parley.gateway.transport.WebSocketPhone;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One call's stream. Closing its socket gives the call back to Twilio, which goes on in its TwiML.
 * Marks come back when they are reached, and when a clear drops them.
 */
final class TwilioStream extends WebSocketPhone {
  private static final short NOT_ALLOWED = 1008;
  private static final int RATE_HZ = 8_000;

  /** A second of mu-law. */
  private static final int MOST_PAYLOAD_BYTES = RATE_HZ;

  // it is put into messages as it is
  private static final Pattern SID = Pattern.compile("[A-Za-z0-9]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Predicate<String> pass;
  private final LineCodec codec = new LineCodec(LineCodec.Format.MU_LAW);
  private final InboundMedia inbound = new InboundMedia(codec);
  private final PhoneTalk talk = new PhoneTalk();
  private String sid = "";

  private TwilioStream(
      Vertx vertx, ServerWebSocket socket, PhoneCalls calls, Predicate<String> pass) {
    super(
        vertx,
        socket,
        calls,
        "twilio",
        "'start'",
        "expected a message as in Twilio's documentation");
    this.pass = pass;
  }

  /**
   * @param pass whether a stream with that token is expected; asked once
   */
  static void serve(Vertx vertx, ServerWebSocket socket, PhoneCalls calls, Predicate<String> pass) {
    new TwilioStream(vertx, socket, calls, pass).listen();
  }

  // ---- from Twilio

  @Override
  protected void came(Buffer message) {
    refuse(PROTOCOL_ERROR, "expected text messages only");
  }

  @Override
  protected void said(JsonObject message) {
    String event = PhoneTalk.string(message, "event");
    CallerEvents open = call();
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
      case "mark" -> reached(open, PhoneTalk.string(PhoneTalk.object(message, "mark"), "name"));
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
      sid = streamSid;
      open(PhoneTalk.string(parameters, "language"));
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

  /** Twilio writes most numbers as text. */
  private static long number(JsonObject in, String field) {
    String text = String.valueOf(in.getValue(field));
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("expected a number");
    }
    return Long.parseLong(text);
  }

  // ---- to Twilio

  @Override
  public void audio(byte[] pcm) {
    event(
        "\"media\",\"media\":{\"payload\":\""
            + Base64.getEncoder().encodeToString(codec.encode(pcm))
            + "\"}");
  }

  @Override
  protected void mark(String name) {
    event("\"mark\",\"mark\":{\"name\":\"" + name + "\"}");
  }

  @Override
  protected void flush() {
    event("\"clear\"");
  }

  private void event(String event) {
    send("{\"streamSid\":\"" + sid + "\",\"event\":" + event + "}");
  }
}
