package dev.parley.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import dev.parley.gateway.client.FakeGateway.Manners;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class VoiceClientTest {
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<VoiceEvent> events = new LinkedBlockingQueue<>();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aCallGoesFromStartToEnd() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.GOOD);
        VoiceClient client = connect(gateway.address())) {
      client.start("en", "test");
      JsonObject start = gateway.received.poll(10, TimeUnit.SECONDS);
      assertNotNull(start);
      assertEquals("start", start.getString("type"));
      assertEquals(1, start.getInteger("version"));
      assertEquals(true, start.getBoolean("ducks"));

      List<VoiceEvent> heard = until(VoiceEvent.AnswerEnded.class);
      assertInstanceOf(VoiceEvent.Started.class, heard.get(0));
      assertEquals(3, heard.stream().filter(e -> e instanceof VoiceEvent.Audio).count());

      client.ack(60);
      client.text("hello");
      client.end();
      List<VoiceEvent> goodbye = until(VoiceEvent.Closed.class);
      assertTrue(goodbye.contains(new VoiceEvent.Ended("hung up")), goodbye.toString());
      assertEquals(60, gateway.received.take().getLong("played_ms"));
      assertEquals("hello", gateway.received.take().getString("text"));
    }
  }

  @Test
  void spokenFramesComeBackAsATurnWithItsLatency() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.GOOD);
        VoiceClient client = connect(gateway.address())) {
      client.start("en", "test");
      until(VoiceEvent.AnswerEnded.class);
      byte[] loud = new byte[640];
      loud[1] = 50;
      for (int i = 0; i < 4; i++) {
        client.audio(loud);
      }
      for (int i = 0; i < 5; i++) {
        client.audio(new byte[640]);
      }
      List<VoiceEvent> turn = until(VoiceEvent.AnswerEnded.class);
      assertTrue(turn.contains(new VoiceEvent.Final(1, "4 frames", true)), turn.toString());
      VoiceEvent.Latency latency =
          turn.stream()
              .filter(e -> e instanceof VoiceEvent.Latency)
              .map(e -> (VoiceEvent.Latency) e)
              .findFirst()
              .orElseThrow();
      assertEquals(
          latency.gapMillis(),
          latency.segments().stream().mapToDouble(VoiceEvent.Segment::millis).sum());
    }
  }

  @Test
  void theLoweringOfTheBotsVoiceIsTold() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.YIELDS);
        VoiceClient client = connect(gateway.address())) {
      client.start("en", "test");
      byte[] loud = new byte[640];
      loud[1] = 50;
      until(VoiceEvent.Answer.class);
      for (int i = 0; i < 3; i++) {
        client.audio(loud);
      }
      until(VoiceEvent.Duck.class);
      client.audio(new byte[640]);
      assertEquals(new VoiceEvent.Duck(0), until(VoiceEvent.Duck.class).getLast());
    }
  }

  @Test
  void aRefusalIsToldAndTheLineIsGone() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.REFUSES);
        VoiceClient client = connect(gateway.address())) {
      client.start("en", "test");
      List<VoiceEvent> all = until(VoiceEvent.Closed.class);
      assertEquals(new VoiceEvent.Trouble("no-room", "all 1 lines are busy"), all.get(0));
      assertEquals(1013, ((VoiceEvent.Closed) all.get(all.size() - 1)).code());
    }
  }

  @Test
  void speakingIntoADeadLineIsHarmless() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.REFUSES);
        VoiceClient client = connect(gateway.address())) {
      client.start("en", "test");
      until(VoiceEvent.Closed.class);
      client.audio(new byte[640]);
      client.ack(20);
      client.end();
    }
  }

  @Test
  void nobodyAtTheAddressIsSaidInOneLine() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String message = complaint(() -> connect(URI.create("ws://127.0.0.1:" + free)));
    assertTrue(message.startsWith("nothing answers at ws://127.0.0.1:" + free), message);
  }

  @Test
  void anAddressOfAnotherSchemeIsTold() throws Exception {
    try (FakeGateway gateway = new FakeGateway(Manners.GOOD)) {
      URI http = URI.create("http://127.0.0.1:" + gateway.port());
      String message = complaint(() -> connect(http));
      assertTrue(message.contains("expected an address like ws://"), message);
    }
  }

  private VoiceClient connect(URI address) {
    return VoiceClient.connect(vertx, address, (event, at) -> events.add(event));
  }

  private List<VoiceEvent> until(Class<? extends VoiceEvent> last) throws InterruptedException {
    List<VoiceEvent> seen = new ArrayList<>();
    while (true) {
      VoiceEvent event = events.poll(10, TimeUnit.SECONDS);
      assertNotNull(event, "waited for " + last.getSimpleName() + " after " + seen);
      seen.add(event);
      if (last.isInstance(event)) {
        return seen;
      }
    }
  }

  private static String complaint(Executable action) {
    return String.valueOf(assertThrows(UserError.class, action).getMessage());
  }
}
