package dev.parley.gateway.transport.telnyx;

import dev.parley.gateway.transport.FuzzedLine;
import dev.parley.gateway.transport.Onward;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelnyxStreamFuzzTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void damagedMessagesHarmNobody() {
    FuzzedLine.assertHarmless(
        List.of(
            "{\"event\":\"start\",\"stream_id\":\"s-1\",\"start\":{\"call_control_id\":\"c\",\"media_format\":{\"encoding\":\"PCMA\",\"sample_rate\":8000,\"channels\":1}}}",
            "{\"event\":\"media\",\"stream_id\":\"s-1\",\"media\":{\"track\":\"inbound\",\"chunk\":\"3\",\"payload\":\"1dXV1dXV\"}}",
            "{\"event\":\"media\",\"stream_id\":\"s-1\",\"media\":{\"track\":\"inbound\",\"chunk\":\"2\",\"payload\":\"1dXV1dXV\"}}",
            "{\"event\":\"dtmf\",\"stream_id\":\"s-1\",\"dtmf\":{\"digit\":\"#\"}}",
            "{\"event\":\"mark\",\"stream_id\":\"s-1\",\"mark\":{\"name\":\"played-1\"}}",
            "{\"event\":\"error\",\"payload\":{\"code\":100003,\"title\":\"malformed_frame\"}}",
            "{\"event\":\"stop\",\"stream_id\":\"s-1\"}"),
        (socket, calls) -> TelnyxStream.serve(vertx, socket, calls, "en", Onward.closed().way("")));
  }
}
