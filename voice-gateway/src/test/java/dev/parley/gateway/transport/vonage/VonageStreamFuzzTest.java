package dev.parley.gateway.transport.vonage;

import dev.parley.gateway.transport.FuzzedLine;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VonageStreamFuzzTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void damagedMessagesHarmNobody() {
    FuzzedLine.assertHarmless(
        List.of(
            "{\"event\":\"websocket:connected\",\"content-type\":\"audio/l16;rate=16000\"}",
            "{\"event\":\"websocket:dtmf\",\"digit\":\"5\",\"duration\":260}",
            "{\"event\":\"websocket:notify\",\"payload\":{\"mark\":\"played-1\"}}",
            "{\"event\":\"websocket:cleared\"}"),
        (socket, calls) -> VonageStream.serve(vertx, socket, calls, "en"));
  }
}
