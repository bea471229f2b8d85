package dev.parley.gateway.transport.browser;

import dev.parley.gateway.transport.FuzzedLine;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VoiceSocketFuzzTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  @Test
  void damagedMessagesHarmNobody() {
    FuzzedLine.assertHarmless(
        List.of(
            "{\"type\":\"start\",\"version\":1,\"language\":\"en\",\"client\":\"x\",\"ducks\":true,\"resumes\":false}",
            "{\"type\":\"ack\",\"played_ms\":120}",
            "{\"type\":\"text\",\"text\":\"is there a pool\"}",
            "{\"type\":\"timing\",\"turn\":1,\"buffer_ms\":12.5,\"gap_ms\":300}",
            "{\"type\":\"consent\",\"keep_words\":true}",
            "{\"type\":\"ping\",\"id\":7}",
            "{\"type\":\"resume\",\"version\":1,\"call\":\"c\",\"token\":\"t\",\"seq\":4,\"played_ms\":9}",
            "{\"type\":\"end\"}"),
        (socket, calls) ->
            new VoiceLines(
                    vertx,
                    Duration.ZERO,
                    (line, start) -> {
                      line.started("c", new JsonObject(), false);
                      return calls.take(line);
                    })
                .serve(socket, () -> {}));
  }
}
