package dev.parley.gateway.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Hop;
import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.Voice;
import dev.parley.gateway.client.VoiceEvent;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnTiming;
import dev.parley.gateway.trace.TurnTrace.Segment;
import dev.parley.proto.v1.EngineDescription;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final long MILLI = 1_000_000;
  private static final CallFacts CALL =
      new CallFacts("c1", "browser", "<script>", "en", Map.of(), Instant.EPOCH, 0);
  private static final Pattern NAMES =
      Pattern.compile("\\b(parley|jvm|process|system)_[a-z_]*[a-z]\\b");
  private static final Path ROOT = Path.of("..");

  private final Metrics metrics =
      Metrics.of(
          Map.of(
              Hop.LLM,
              EngineDescription.newBuilder().setEngine("concierge").setModel("hotel").build()));
  private final TraceSink sink = metrics.sink();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void aTurnIsInTheHistogramsOfTheGapAndOfEachPart() {
    tellEverything();

    assertLine("parley_turn_gap_seconds_count{channel=\"browser\"} 1");
    assertLine("parley_turn_gap_seconds_sum{channel=\"browser\"} 0.602");
    assertLine("parley_turn_gap_seconds_bucket{channel=\"browser\",le=\"0.6\"} 0");
    assertLine("parley_turn_gap_seconds_bucket{channel=\"browser\",le=\"0.7\"} 1");
    assertLine(
        "parley_turn_segment_seconds_sum{channel=\"browser\",segment=\"voice activity\"} 0.2");
    assertLine(
        "parley_turn_segment_seconds_sum{channel=\"browser\",segment=\"turn decision\"} 0.402");
    assertLine("parley_turns_total{channel=\"browser\",outcome=\"interrupted\"} 1.0");
    assertLine("parley_client_buffer_seconds_sum{channel=\"browser\"} 0.04");
    assertLine("parley_client_gap_seconds_sum{channel=\"browser\"} 0.7");
  }

  @Test
  void stepsOfAnInterruptionAreTimedFromItsOnset() {
    tellEverything();

    assertLine("parley_barge_in_seconds_sum{channel=\"browser\",step=\"yield\"} 0.2");
    assertLine("parley_barge_in_seconds_count{channel=\"browser\",step=\"yield\"} 2");
    assertLine("parley_barge_in_seconds_sum{channel=\"browser\",step=\"hold\"} 0.4");
    assertLine("parley_barge_in_seconds_sum{channel=\"browser\",step=\"cut\"} 0.9");
    assertLine("parley_barge_in_seconds_sum{channel=\"browser\",step=\"resume\"} 0.3");
    assertLine("parley_overlaps_total{channel=\"browser\",result=\"interruption\"} 1.0");
    assertLine("parley_overlaps_total{channel=\"browser\",result=\"false_yield\"} 1.0");
  }

  @Test
  void whatDidNotHappenHasNoFigure() {
    sink.callOpened(CALL);
    sink.overlapEnded(CALL, new OverlapRecord(1, 0, null, null, null, null, false, .1));
    sink.turnEnded(CALL, turn(0, null, Outcome.ANSWERED));
    sink.turnEnded(CALL, turn(1, null, Outcome.DISCARDED));
    sink.clientTimed(CALL, new ClientTiming(1, 40_000_000, null));

    assertLine("parley_overlaps_total{channel=\"browser\",result=\"ignored\"} 1.0");
    assertLine("parley_turns_total{channel=\"browser\",outcome=\"discarded\"} 1.0");
    assertFalse(metrics.text().contains("parley_barge_in"), "an interruption was timed");
    assertFalse(metrics.text().contains("parley_turn_gap"), "a gap was timed");
    assertFalse(metrics.text().contains("parley_client_gap"), "the client told none");
    assertFalse(metrics.text().contains("outcome=\"answered\""), "the disclosure is no turn");
  }

  @Test
  void liveCallsAreThoseNotClosedYet() {
    sink.callOpened(CALL);
    sink.callOpened(CALL);
    assertLine("parley_calls_live 2.0");
    sink.callClosed(CALL, 1);
    assertLine("parley_calls_live 1.0");
    assertLine("parley_calls_opened_total{channel=\"browser\"} 2.0");
    assertLine("parley_calls_closed_total{channel=\"browser\"} 1.0");
  }

  @Test
  void nothingThatCallersChooseIsALabel() {
    tellEverything();

    assertLine("parley_engine_info{engine=\"concierge\",hop=\"llm\",model=\"hotel\"} 1");
    for (String theirs : List.of("c1", "<script>", "is there a pool", "broke on purpose")) {
      assertFalse(metrics.text().contains(theirs), theirs);
    }
  }

  @Test
  void theDashboardAsksForFiguresThatExist() throws Exception {
    tellEverything();
    System.gc();
    Eventually.isTrue(
        () -> metrics.text().contains("jvm_gc_pause_seconds_sum"), "a collection is on the page");
    Set<String> asked = names(Files.readString(ROOT.resolve("deploy/grafana/parley.json")));
    asked.removeIf(name -> name.equals("parley_latency"));

    Set<String> missing = new TreeSet<>(asked);
    missing.removeAll(names(metrics.text()));
    assertTrue(asked.size() > 15, asked.toString());
    assertEquals(Set.of(), missing);
  }

  @Test
  void theDocumentNamesAllFigures() throws Exception {
    tellEverything();
    Set<String> typed =
        metrics
            .text()
            .lines()
            .filter(line -> line.startsWith("# TYPE parley_"))
            .map(line -> line.split(" ")[2])
            // the greatest value of late; a by-product of the library
            .filter(name -> !name.endsWith("_max"))
            .collect(Collectors.toCollection(TreeSet::new));
    String tables = Files.readString(ROOT.resolve("docs/tracing.md"));

    assertEquals(
        typed,
        Pattern.compile("(?m)^\\| `(parley_[a-z_]+)`")
            .matcher(tables)
            .results()
            .map(m -> m.group(1))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The page says the same as the caller was told. */
  @Test
  void aRealTurnIsOnThePage() throws Exception {
    try (FakeHopGateway gateway =
            new FakeHopGateway(Map.of(), metrics.sink(), metrics::serve).ready();
        LiveCaller caller = gateway.call()) {
      caller.answer();
      caller.say(Voice.vowel(600));
      VoiceEvent.Latency told = caller.answer().first(VoiceEvent.Latency.class);

      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(gateway.address(Metrics.PATH)).build(),
                  HttpResponse.BodyHandlers.ofString());

      assertEquals(200, page.statusCode());
      assertTrue(
          page.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"),
          page.headers().toString());
      assertEquals(
          told.gapMillis() / 1_000.0,
          value(page.body(), "parley_turn_gap_seconds_sum{channel=\"browser\"}"),
          .002);
      assertEquals(
          value(page.body(), "parley_turn_gap_seconds_sum{channel=\"browser\"}"),
          page.body()
              .lines()
              .filter(line -> line.startsWith("parley_turn_segment_seconds_sum{"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
              .sum(),
          1e-6);
      assertEquals(1.0, value(page.body(), "parley_calls_live"));
    }
  }

  private void tellEverything() {
    TurnTiming timing =
        new TurnTiming(
            1,
            2_000 * MILLI,
            602 * MILLI,
            List.of(
                new Segment("voice activity", 200 * MILLI),
                new Segment("turn decision", 402 * MILLI)));
    sink.callOpened(CALL);
    sink.turnHeard(CALL, 1, 1_900 * MILLI);
    sink.turnTimed(CALL, timing);
    sink.clientTimed(CALL, new ClientTiming(1, 40_000_000, 700_000_000L));
    sink.overlapEnded(
        CALL, new OverlapRecord(1, 0, 120 * MILLI, 400 * MILLI, null, 900 * MILLI, true, .9));
    sink.overlapEnded(
        CALL, new OverlapRecord(1, 0, 80 * MILLI, null, 300 * MILLI, null, false, .1));
    sink.turnEnded(CALL, turn(1, timing, Outcome.INTERRUPTED));
    sink.trouble(CALL, "text-to-speech", "broke on purpose", 1);
    sink.callClosed(CALL, 3_000 * MILLI);
  }

  private static TurnRecord turn(long number, @Nullable TurnTiming timing, Outcome outcome) {
    return new TurnRecord(number, null, timing, 1, "is there a pool", true, "Yes.", "", outcome);
  }

  private void assertLine(String line) {
    assertTrue(
        metrics.text().lines().anyMatch(line::equals),
        () ->
            "no line '"
                + line
                + "' in:\n"
                + metrics
                    .text()
                    .lines()
                    .filter(l -> l.startsWith(line.replaceAll("[{ ].*", "")))
                    .collect(Collectors.joining("\n")));
  }

  private static double value(String page, String series) {
    return page.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series + " in:\n" + page));
  }

  private static Set<String> names(String text) {
    return NAMES
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
