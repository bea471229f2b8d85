package dev.parley.gateway.transport.twilio;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.ChunkedPhone;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneTalk;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call's stream. Closing its socket gives the call back to Twilio, which goes on in its TwiML.
 * Marks come back when they are reached, and when a clear drops them.
 */
final class TwilioStream extends ChunkedPhone {
  private static final short NOT_ALLOWED = 1008;
  private static final int RATE_HZ = 8_000;

  private final Function<String, Optional<String>> passes;
  private final Function<String, Onward.Way> ways;

  private TwilioStream(
      Vertx vertx,
      ServerWebSocket socket,
      PhoneCalls calls,
      Function<String, Optional<String>> passes,
      Function<String, Onward.Way> ways) {
    super(vertx, socket, calls, "twilio", "streamSid", "mark", 0);
    this.passes = passes;
    this.ways = ways;
  }

  /**
   * @param passes gives the language of the call for which a token was given; asked once
   * @param ways gives the way of that call
   */
  static void serve(
      Vertx vertx,
      ServerWebSocket socket,
      PhoneCalls calls,
      Function<String, Optional<String>> passes,
      Function<String, Onward.Way> ways) {
    new TwilioStream(vertx, socket, calls, passes, ways).listen();
  }

  @Override
  protected void start(JsonObject message) {
    JsonObject start = PhoneTalk.object(message, "start");
    JsonObject format = PhoneTalk.object(start, "mediaFormat");
    String token = PhoneTalk.string(PhoneTalk.object(start, "customParameters"), "token");
    if (!PhoneTalk.string(format, "encoding").equals("audio/x-mulaw")
        || number(format, "sampleRate") != RATE_HZ
        || number(format, "channels") != 1) {
      refuse(PROTOCOL_ERROR, "expected audio/x-mulaw, 8000 Hz, 1 channel");
      return;
    }
    passes
        .apply(token)
        .ifPresentOrElse(
            language ->
                begin(
                    PhoneTalk.string(start, "streamSid"),
                    LineCodec.Format.MU_LAW,
                    language,
                    ways.apply(token)),
            () ->
                refuse(
                    NOT_ALLOWED,
                    "the parameter 'token' is none that the webhook gave, or was used"));
  }

  @Override
  public void audio(byte[] pcm) {
    event("\"media\",\"media\":{\"payload\":\"" + payload(pcm) + "\"}");
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
    send("{\"streamSid\":\"" + id() + "\",\"event\":" + event + "}");
  }
}
