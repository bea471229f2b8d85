package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.AdapterServer;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.gateway.GatewayLauncher.Extent;
import dev.parley.gateway.LiveCaller.Heard;
import dev.parley.gateway.audio.FrameClock;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The gateway alone, its hops at addresses: as if each ran on a machine of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeparateProcessTest {
  private final Map<Hop, AdapterServer> adapters = new EnumMap<>(Hop.class);

  @BeforeAll
  void startAdapters() {
    Settings settings = Embedded.settings(Map.of());
    for (Hop hop : Hop.values()) {
      adapters.put(
          hop, AdapterServer.listen(GatewayLauncher.provider(hop).open(settings), "127.0.0.1", 0));
    }
  }

  @AfterAll
  void stopAdapters() {
    adapters.values().forEach(AdapterServer::close);
  }

  @Test
  void aTurnGoesOverSocketsToEveryHop() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (FrameClock clock = new FrameClock();
        Pipeline pipeline = start(Map.of());
        LiveCaller caller = LiveCaller.call(vertx, clock, pipeline.voiceAddress())) {
      assertEquals("answered", caller.answer().end().outcome());
      caller.type("When is check out?");
      Heard answer = caller.answer();
      assertEquals("answered", answer.end().outcome());
      assertTrue(answer.end().text().contains("eleven"), answer.end().text());
      assertTrue(answer.audioMillis() > 1_000, answer.audioMillis() + " ms of audio");
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aMissingAddressIsNamed() {
    assertComplaint(Map.of("gateway.llm-address", ""), "gateway.llm-address");
  }

  /** Takes the 10 s that a starting adapter is given. */
  @Test
  void anAddressWhereNothingAnswersIsNamed() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertComplaint(
        Map.of("gateway.stt-address", "127.0.0.1:" + free),
        "gateway.stt-address",
        "127.0.0.1:" + free);
  }

  @Test
  void anAddressOfAnotherHopIsNamed() {
    assertComplaint(Map.of("gateway.llm-address", address(Hop.TTS)), "gateway.llm-address");
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertComplaint(Map.of("gateway.port", port), "gateway.port", ":" + port);
    }
  }

  private void assertComplaint(Map<String, String> more, String... named) {
    UserError error =
        assertThrows(
            UserError.class,
            () -> {
              start(more).close();
            });
    for (String name : named) {
      String message = String.valueOf(error.getMessage());
      assertTrue(message.contains(name), "no '" + name + "' in: " + message);
    }
  }

  private Pipeline start(Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    for (Hop hop : Hop.values()) {
      all.put(GatewaySettings.address(hop).key(), address(hop));
    }
    all.putAll(more);
    return GatewayLauncher.start(Embedded.settings(all), Extent.GATEWAY_ONLY, line -> {});
  }

  private String address(Hop hop) {
    AdapterServer adapter = adapters.get(hop);
    if (adapter == null) {
      throw new IllegalStateException("no adapter for " + hop);
    }
    return "127.0.0.1:" + adapter.port();
  }
}
