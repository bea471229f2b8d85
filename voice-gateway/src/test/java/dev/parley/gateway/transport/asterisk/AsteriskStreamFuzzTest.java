package dev.parley.gateway.transport.asterisk;

import dev.parley.gateway.transport.FuzzedLine;
import dev.parley.gateway.transport.Onward;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AsteriskStreamFuzzTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void damagedMessagesHarmNobody() {
    FuzzedLine.assertHarmless(
        List.of(
            "{\"event\":\"MEDIA_START\",\"connection_id\":\"c\",\"channel\":\"WebSocket/x\",\"format\":\"ulaw\",\"optimal_frame_size\":160,\"ptime\":20}",
            "{\"event\":\"DTMF_END\",\"digit\":\"1\",\"duration_ms\":100}",
            "{\"event\":\"MEDIA_MARK_PROCESSED\",\"correlation_id\":\"played-1\"}",
            "{\"event\":\"MEDIA_XOFF\"}",
            "{\"event\":\"MEDIA_XON\"}",
            "{\"event\":\"STATUS\",\"queue_length\":3}",
            "{\"event\":\"ERROR\",\"error_text\":\"x\"}"),
        (socket, calls) ->
            AsteriskStream.serve(vertx, socket, calls, "en", Onward.closed().way("")));
  }
}
