package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.client.VoiceEvent;
import dev.parley.gateway.conversation.TurnRules;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A gateway that is told to stop. */
class DrainTest {
  private static final String GOODBYE = TurnRules.standard().ending().stopping();

  @Test
  void callsEndByThemselvesOrWithAGoodbyeAndNewOnesAreRefused() throws Exception {
    try (FakeHopGateway gateway = new FakeHopGateway(Map.of()).ready();
        LiveCaller leaves = gateway.call();
        LiveCaller stays = gateway.call()) {
      leaves.answer();
      stays.answer();
      CompletableFuture<Void> drained = new CompletableFuture<>();
      Thread stop =
          new Thread(
              () -> {
                try {
                  gateway.drain(Duration.ofMillis(1_500));
                  drained.complete(null);
                } catch (InterruptedException e) {
                  drained.completeExceptionally(e);
                }
              });
      stop.start();

      Eventually.isTrue(() -> status(gateway) == 503, "nobody is sent here any more");
      AssertionError refused = assertThrows(AssertionError.class, gateway::call);
      assertTrue(String.valueOf(refused.getMessage()).contains("stopped"), refused.getMessage());
      leaves.hangUp();
      stays.type("is there a pool");
      assertEquals("You said: is there a pool.", stays.answer().end().heard());

      assertEquals(GOODBYE, stays.answer().end().heard());
      assertEquals("the gateway is stopping", stays.until(VoiceEvent.Ended.class).reason());
      drained.get(30, TimeUnit.SECONDS);
      assertEquals(0, gateway.callCount());
    }
  }

  private static int status(FakeHopGateway gateway) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(gateway.address("/health/ready")).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
