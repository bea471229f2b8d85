package dev.parley.gateway.transport.plivo;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.ChunkedPhone;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneTalk;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;

/** One call's stream. Closing its socket ends the call. */
final class PlivoStream extends ChunkedPhone {
  private static final int RATE_HZ = 8_000;

  private final String language;
  private final Onward.Way way;

  private PlivoStream(
      Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language, Onward.Way way) {
    super(vertx, socket, calls, "plivo", "streamId", "playedStream", 0);
    this.language = language;
    this.way = way;
  }

  static void serve(
      Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language, Onward.Way way) {
    new PlivoStream(vertx, socket, calls, language, way).listen();
  }

  @Override
  protected void start(JsonObject message) {
    JsonObject start = PhoneTalk.object(message, "start");
    JsonObject format = PhoneTalk.object(start, "mediaFormat");
    if (!PhoneTalk.string(format, "encoding").equals("audio/x-mulaw")
        || number(format, "sampleRate") != RATE_HZ) {
      refuse(PROTOCOL_ERROR, "expected audio/x-mulaw, 8000 Hz");
    } else {
      begin(PhoneTalk.string(start, "streamId"), LineCodec.Format.MU_LAW, language, way);
    }
  }

  @Override
  protected String markOf(JsonObject message) {
    return PhoneTalk.string(message, "name");
  }

  @Override
  public void audio(byte[] pcm) {
    event(
        "playAudio\",\"media\":{\"contentType\":\"audio/x-mulaw\",\"sampleRate\":8000,\"payload\":\""
            + payload(pcm)
            + "\"}");
  }

  @Override
  protected void mark(String name) {
    event("checkpoint\",\"name\":\"" + name + "\"");
  }

  @Override
  protected void flush() {
    event("clearAudio\"");
  }

  private void event(String event) {
    send("{\"streamId\":\"" + id() + "\",\"event\":\"" + event + "}");
  }
}
