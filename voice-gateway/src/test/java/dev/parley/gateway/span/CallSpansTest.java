package dev.parley.gateway.span;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.CommonSettings;
import dev.parley.adapter.Hop;
import dev.parley.adapter.Settings;
import dev.parley.adapter.Tracing;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnTiming;
import dev.parley.gateway.span.OtlpReceiver.Received;
import dev.parley.gateway.trace.TurnTrace.Segment;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What calls tell, as a collector receives it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallSpansTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Instant OPENED = Instant.parse("2026-11-26T10:00:00Z");
  private static final CallFacts CALL =
      new CallFacts(
          "0f8fad5b-d9cb-469f-a165-70867728950e",
          "browser",
          "test",
          "en",
          Map.of("llm", "concierge"),
          OPENED,
          -5 * SECOND);

  private final OtlpReceiver collector = start();

  private static OtlpReceiver start() {
    try {
      return new OtlpReceiver();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  void stop() {
    collector.close();
  }

  @Test
  void aCallHasASpanForEachTurnAndForEachPartOfItsGap() {
    String early;
    try (Tracing tracing = tracing(collector.url())) {
      TraceSink sink = CallSpans.of(tracing);
      early = String.valueOf(sink.traceparent(CALL, 1L));
      sink.callOpened(CALL);
      sink.turnEnded(
          CALL, new TurnRecord(0, null, null, -SECOND, null, false, "Hi", "Hi", Outcome.ANSWERED));
      sink.turnHeard(CALL, 1, at(10));
      sink.trouble(CALL, "speech-to-text", "no transcript in time", at(10));
      sink.turnTimed(
          CALL,
          new TurnTiming(
              1,
              at(11),
              2 * SECOND,
              List.of(
                  new Segment("voice activity", SECOND / 2),
                  new Segment("playout", 3 * SECOND / 2))));
      sink.clientTimed(CALL, new ClientTiming(1, SECOND / 4, null));
      sink.overlapEnded(
          CALL, new OverlapRecord(1, at(12), SECOND / 10, null, null, SECOND, true, 0.9));
      sink.turnEnded(
          CALL,
          new TurnRecord(1, at(10), null, at(14), "secret", true, "words", "wo", Outcome.FAILED));
      sink.turnHeard(CALL, 2, at(15));
      sink.callClosed(CALL, at(16));
    }
    Received call = collector.only("call");
    assertEquals(CALL.id().replace("-", ""), call.trace());
    assertEquals(CALL.id(), call.text("parley.call"));
    assertEquals("concierge", call.text("parley.engine.llm"));
    assertEquals("parley-gateway", call.service());
    assertEquals("", call.parent());
    assertEquals(unixNanos(-5), call.span().getStartTimeUnixNano());
    assertEquals(unixNanos(16), call.span().getEndTimeUnixNano());

    Received disclosure = collector.only("disclosure");
    assertEquals(call.id(), disclosure.parent());
    assertEquals(4 * SECOND, disclosure.nanos());

    List<Received> turns = collector.named("turn");
    assertEquals(List.of(1L, 2L), turns.stream().map(t -> t.number("parley.turn")).toList());
    Received turn = turns.getFirst();
    assertEquals(early, "00-" + call.trace() + "-" + turn.id() + "-01");
    assertEquals(call.id(), turn.parent());
    assertEquals(unixNanos(9), turn.span().getStartTimeUnixNano());
    assertEquals(unixNanos(14), turn.span().getEndTimeUnixNano());
    assertEquals(2.0, turn.seconds("parley.gap_seconds"));
    assertEquals(0.25, turn.seconds("parley.client.buffer_seconds"));
    assertEquals("failed", turn.text("parley.outcome"));
    assertEquals(StatusCode.STATUS_CODE_ERROR, turn.span().getStatus().getCode());
    assertEquals("hung_up", turns.getLast().text("parley.outcome"));

    Span.Event trouble = turn.span().getEvents(0);
    assertEquals("trouble", trouble.getName());
    assertEquals(unixNanos(10), trouble.getTimeUnixNano());
    Span.Event overlap = turn.span().getEvents(1);
    assertEquals("overlap", overlap.getName());
    assertEquals(unixNanos(12), overlap.getTimeUnixNano());
    var judged = OtlpReceiver.attributesOf(overlap.getAttributesList());
    assertEquals("interruption", OtlpReceiver.value(judged, "parley.result").getStringValue());
    assertEquals(1.0, OtlpReceiver.value(judged, "parley.cut_seconds").getDoubleValue());
    assertFalse(judged.containsKey("parley.hold_seconds"), "what did not happen is absent");

    List<Received> parts = collector.below(turn);
    assertEquals(
        List.of("voice activity", "playout", "speaking"),
        parts.stream().map(Received::name).toList());
    long from = turn.span().getStartTimeUnixNano();
    for (Received part : parts) {
      assertEquals(from, part.span().getStartTimeUnixNano(), part.name());
      from = part.span().getEndTimeUnixNano();
    }
    assertEquals(unixNanos(14), from);
    assertFalse(collector.spans.toString().contains("secret"), "no words of a conversation");
  }

  @Test
  void aCollectorThatNeverAnswersCostsACallNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Tracing tracing = tracing("http://127.0.0.1:" + silent.getLocalPort());
        FakeHopGateway gateway = new FakeHopGateway(Map.of(), CallSpans.of(tracing)).ready();
        LiveCaller caller = gateway.call()) {
      var tracer = Objects.requireNonNull(tracing.tracer("test"));
      for (int i = 0; i < 20_000; i++) {
        tracer.spanBuilder("more than the queue holds").startSpan().end();
      }
      assertEquals("answered", caller.answer().end().outcome());
      caller.type("What time is it?");
      assertEquals("answered", caller.answer().end().outcome());
      assertTimeoutPreemptively(Duration.ofSeconds(60), tracing::close, "stops all the same");
    }
  }

  @Test
  void withoutACollectorThereIsNothing() {
    Settings off = Settings.of(CommonSettings.all(), Map.of());
    try (Tracing tracing = Tracing.start(off)) {
      assertNull(tracing.tracer(Hop.LLM));
      assertNull(CallSpans.of(tracing).traceparent(CALL, 1L));
      assertFalse(CallSpans.of(tracing) instanceof CallSpans);
    }
  }

  @Test
  void headersGoToTheUsualPath() {
    Settings settings =
        Settings.of(
            CommonSettings.all(),
            Map.of(
                "tracing.otlp-url",
                collector.url(),
                "tracing.otlp-headers",
                "Authorization=Basic dXNlcjpwYXNz"));
    try (Tracing tracing = Tracing.start(settings)) {
      Objects.requireNonNull(tracing.tracer("header-test")).spanBuilder("any").startSpan().end();
    }
    assertTrue(
        collector.requests.contains("/v1/traces Basic dXNlcjpwYXNz"),
        collector.requests.toString());
  }

  private static Tracing tracing(String url) {
    return Tracing.start(Settings.of(CommonSettings.all(), Map.of("tracing.otlp-url", url)));
  }

  private static long at(long second) {
    return second * SECOND;
  }

  /** Second 0 of the monotonic clock is 5 s after the call was opened. */
  private static long unixNanos(long second) {
    return (OPENED.getEpochSecond() + 5 + second) * SECOND;
  }
}
