package dev.parley.gateway.span;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.adapter.AdapterProvider;
import dev.parley.adapter.AdapterServer;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Settings;
import dev.parley.adapter.Tracing;
import dev.parley.gateway.Embedded;
import dev.parley.gateway.GatewayLauncher;
import dev.parley.gateway.GatewayLauncher.Extent;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.OneHop;
import dev.parley.gateway.Pipeline;
import dev.parley.gateway.audio.FrameClock;
import dev.parley.gateway.client.VoiceEvent;
import dev.parley.gateway.span.OtlpReceiver.Received;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** A call through the whole pipeline, every part behind its own socket, and the spans of it. */
class TracedCallTest {
  @Test
  void everyPartOfACallHasItsPlaceInOneTrace() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver()) {
      ListAppender<ILoggingEvent> log = new ListAppender<>();
      VoiceEvent.Final question = talk(collector, log);

      Received call = collector.only("call");
      assertEquals(call.text("parley.call").replace("-", ""), call.trace());
      assertEquals("browser", call.text("parley.channel"));
      assertEquals("sphinx", call.text("parley.engine.stt"));
      for (Received span : collector.spans) {
        assertEquals(call.trace(), span.trace(), span.name());
        assertEquals(call.text("parley.call"), span.text("parley.call"), span.name());
      }

      Received turn = collector.only("turn");
      assertEquals(question.turn(), turn.number("parley.turn"));
      assertEquals(call.id(), turn.parent());
      assertEquals("answered", turn.text("parley.outcome"));
      List<Received> parts =
          collector.below(turn).stream()
              .filter(s -> s.service().equals("parley-gateway") && !s.name().equals("speaking"))
              .toList();
      assertTrue(
          parts.stream().anyMatch(s -> s.name().equals("model first token")), parts.toString());
      long gap = Math.round(turn.seconds("parley.gap_seconds") * 1e9);
      assertEquals(gap, parts.stream().mapToLong(Received::nanos).sum());

      for (Hop hop : Hop.values()) {
        assertHopIsBelowItsTurn(collector, hop, turn);
      }
      Received chat =
          collector.below(turn).stream()
              .filter(s -> s.service().equals("parley-llm"))
              .filter(s -> s.attributes().containsKey("gen_ai.response.finish_reasons"))
              .findFirst()
              .orElseThrow();
      assertEquals("chat", chat.text("gen_ai.operation.name"));
      assertEquals("concierge", chat.text("gen_ai.provider.name"));
      assertEquals(call.text("parley.call"), chat.text("gen_ai.conversation.id"));
      assertTrue(chat.seconds("parley.first_token_seconds") > 0);

      Received disclosure = collector.only("disclosure");
      assertEquals(List.of(), collector.below(disclosure), "no engine works for the disclosure");

      assertEquals(
          List.of("0", Long.toString(question.turn())),
          log.list.stream()
              .filter(line -> line.getFormattedMessage().startsWith("ANSWERED,"))
              .filter(line -> call.text("parley.call").equals(value(line, "call")))
              .map(line -> value(line, "turn"))
              .toList());
    }
  }

  private static String value(ILoggingEvent line, String key) {
    List<KeyValuePair> pairs = line.getKeyValuePairs();
    return pairs == null
        ? ""
        : pairs.stream()
            .filter(pair -> pair.key.equals(key))
            .map(pair -> String.valueOf(pair.value))
            .findFirst()
            .orElse("");
  }

  /** An utterance of no turn may be there as well, but none of this turn elsewhere. */
  private static void assertHopIsBelowItsTurn(OtlpReceiver collector, Hop hop, Received turn) {
    List<Received> ofTurn =
        collector.from("parley-" + hop.id()).stream()
            .filter(s -> s.number("parley.turn") == turn.number("parley.turn"))
            .toList();
    assertFalse(ofTurn.isEmpty(), hop + " has no span in " + collector);
    for (Received span : ofTurn) {
      assertEquals(turn.id(), span.parent(), span.name());
      double queue = span.seconds("parley.queue_seconds");
      double compute = span.seconds("parley.compute_seconds");
      // what was thrown away may not have been begun
      boolean cancelled = span.attributes().containsKey("parley.cancelled");
      assertTrue(queue >= 0 && (compute > 0 || cancelled), span.toString());
      assertTrue((queue + compute) * 1e9 <= span.nanos() + 2_000, span.toString());
    }
  }

  private static VoiceEvent.Final talk(OtlpReceiver collector, ListAppender<ILoggingEvent> log)
      throws Exception {
    Logger parley = (Logger) LoggerFactory.getLogger("dev.parley");
    log.start();
    parley.addAppender(log);
    Settings embedded = Embedded.settings(Map.of("tracing.otlp-url", collector.url()));
    Map<String, String> gateway = new HashMap<>(Map.of("tracing.otlp-url", collector.url()));
    Map<Hop, AdapterServer> adapters = new EnumMap<>(Hop.class);
    Vertx vertx = Vertx.vertx();
    try (Tracing tracing = Tracing.start(embedded);
        FrameClock clock = new FrameClock()) {
      for (AdapterProvider provider : GatewayLauncher.providers()) {
        Hop hop = provider.hop();
        AdapterServer adapter =
            AdapterServer.listen(provider.open(embedded), "127.0.0.1", 0, tracing.tracer(hop));
        adapters.put(hop, adapter);
        gateway.put("gateway." + hop.id() + "-address", "127.0.0.1:" + adapter.port());
      }
      try (Pipeline pipeline =
              GatewayLauncher.start(Embedded.settings(gateway), Extent.GATEWAY_ONLY, line -> {});
          LiveCaller caller = LiveCaller.call(vertx, clock, pipeline.voiceAddress())) {
        caller.answer();
        caller.say(OneHop.speak(pipeline.hops(), "What time is breakfast?"));
        LiveCaller.Heard heard = caller.answer();
        assertEquals("answered", heard.end().outcome());
        return heard.first(VoiceEvent.Final.class);
      } finally {
        adapters.values().forEach(AdapterServer::close);
      }
    } finally {
      parley.detachAppender(log);
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }
}
