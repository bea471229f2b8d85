package dev.parley.gateway.transport.telnyx;

import dev.parley.gateway.audio.LineCodec;
import dev.parley.gateway.transport.ChunkedPhone;
import dev.parley.gateway.transport.Onward;
import dev.parley.gateway.transport.PhoneCalls;
import dev.parley.gateway.transport.PhoneTalk;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's stream. The caller's audio is what the call has where Telnyx can't change it; the
 * bot's is what the webhook asked for.
 */
final class TelnyxStream extends ChunkedPhone {
  private static final Logger LOG = LoggerFactory.getLogger(TelnyxStream.class);
  private static final int RATE_HZ = 8_000;

  /** 60 ms wait for what was overtaken. */
  private static final int PATIENCE_CHUNKS = 3;

  private final String language;
  private final Onward.Way way;

  private TelnyxStream(
      Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language, Onward.Way way) {
    super(vertx, socket, calls, "telnyx", "stream_id", "mark", PATIENCE_CHUNKS);
    this.language = language;
    this.way = way;
  }

  static void serve(
      Vertx vertx, ServerWebSocket socket, PhoneCalls calls, String language, Onward.Way way) {
    new TelnyxStream(vertx, socket, calls, language, way).listen();
  }

  @Override
  protected void start(JsonObject message) {
    JsonObject media = PhoneTalk.object(PhoneTalk.object(message, "start"), "media_format");
    LineCodec.Format format =
        switch (PhoneTalk.string(media, "encoding")) {
          case "PCMU" -> LineCodec.Format.MU_LAW;
          case "PCMA" -> LineCodec.Format.A_LAW;
          default -> null;
        };
    if (format == null || number(media, "sample_rate") != RATE_HZ) {
      refuse(PROTOCOL_ERROR, "expected PCMU or PCMA, 8000 Hz");
    } else {
      begin(PhoneTalk.string(message, "stream_id"), format, language, way);
    }
  }

  @Override
  protected void other(String event, JsonObject message) {
    if (event.equals("error")) {
      JsonObject payload = PhoneTalk.object(message, "payload");
      LOG.warn("Telnyx complains: {}", PhoneTalk.string(payload, "title"));
    }
  }

  @Override
  public void audio(byte[] pcm) {
    send("{\"event\":\"media\",\"media\":{\"payload\":\"" + payload(pcm) + "\"}}");
  }

  @Override
  protected void mark(String name) {
    send("{\"event\":\"mark\",\"mark\":{\"name\":\"" + name + "\"}}");
  }

  @Override
  protected void flush() {
    send("{\"event\":\"clear\"}");
  }
}
