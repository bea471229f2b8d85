package dev.parley.gateway.transport.plivo;

import dev.parley.gateway.transport.FuzzedLine;
import dev.parley.gateway.transport.Onward;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlivoStreamFuzzTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void damagedMessagesHarmNobody() {
    FuzzedLine.assertHarmless(
        List.of(
            "{\"event\":\"start\",\"sequenceNumber\":0,\"start\":{\"callId\":\"c\",\"streamId\":\"s-1\",\"tracks\":[\"inbound\"],\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":8000}}}",
            "{\"event\":\"media\",\"streamId\":\"s-1\",\"media\":{\"track\":\"inbound\",\"timestamp\":\"1705312200000\",\"chunk\":1,\"payload\":\"////////\"}}",
            "{\"event\":\"dtmf\",\"streamId\":\"s-1\",\"dtmf\":{\"digit\":\"*\"}}",
            "{\"event\":\"playedStream\",\"streamId\":\"s-1\",\"name\":\"played-1\"}",
            "{\"event\":\"clearedAudio\",\"streamId\":\"s-1\"}",
            "{\"event\":\"stop\",\"streamId\":\"s-1\"}"),
        (socket, calls) -> PlivoStream.serve(vertx, socket, calls, "en", Onward.closed().way("")));
  }
}
