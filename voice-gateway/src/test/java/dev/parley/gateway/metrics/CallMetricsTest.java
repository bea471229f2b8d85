package dev.parley.gateway.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnTiming;
import dev.parley.gateway.trace.TurnTrace.Segment;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class CallMetricsTest {
  private static final long MILLI = 1_000_000;
  private static final Pattern NAME = Pattern.compile("\\b(?:parley|jvm|process)_[a-z_]+");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CallMetrics metrics = new CallMetrics(registry);

  @Test
  void partsOfATurnSumToItsGap() {
    metrics.turnTimed(call("a"), timing());

    String text = registry.scrape();
    assertEquals(0.602, value(text, "parley_turn_gap_seconds_sum{channel=\"browser\"}"), 1e-9);
    assertEquals(
        0.602,
        text.lines()
            .filter(line -> line.startsWith("parley_turn_segment_seconds_sum"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum(),
        1e-9);
  }

  @Test
  void aQuantileCanBeReadFromTheBuckets() {
    metrics.turnTimed(call("a"), timing());

    String text = registry.scrape();
    assertEquals(
        0, value(text, "parley_turn_gap_seconds_bucket{channel=\"browser\",le=\"0.6\"}"), 0);
    assertEquals(
        1, value(text, "parley_turn_gap_seconds_bucket{channel=\"browser\",le=\"0.8\"}"), 0);
  }

  @Test
  void liveCallsAreThoseOpenedAndNotClosed() {
    metrics.callOpened(call("a"));
    metrics.callOpened(call("b"));
    metrics.callClosed(call("a"), 5_000 * MILLI);

    String text = registry.scrape();
    assertEquals(1, value(text, "parley_calls_live"), 0);
    assertEquals(2, value(text, "parley_calls_total{channel=\"browser\"}"), 0);
  }

  @Test
  void whatDidNotHappenIsAbsent() {
    metrics.overlapEnded(
        call("a"), new OverlapRecord(1, 0, 140 * MILLI, null, null, null, false, 0.1));
    metrics.clientTimed(call("a"), new ClientTiming(1, 40 * MILLI, null));

    String text = registry.scrape();
    assertEquals(1, value(text, "parley_overlap_yield_seconds_count"), 0);
    assertFalse(text.contains("parley_overlap_cut"), text);
    assertFalse(text.contains("parley_client_gap"), text);
  }

  @Test
  void manyCallsMakeNoMoreSeriesThanOne() {
    everything("a");
    long one = registry.scrape().lines().count();
    for (int i = 0; i < 100; i++) {
      everything("call-" + i);
    }

    assertEquals(one, registry.scrape().lines().count());
  }

  @Test
  void theGrafanaDashboardAsksOnlyForWhatIsThere() throws IOException {
    everything("a");
    new io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics().bindTo(registry);
    new io.micrometer.core.instrument.binder.system.ProcessorMetrics().bindTo(registry);
    String text = registry.scrape();
    Path file = Path.of("../deploy/grafana/parley.json");
    Set<String> asked = new TreeSet<>();
    Matcher names = NAME.matcher(Files.readString(file));
    while (names.find()) {
      asked.add(names.group());
    }

    assertTrue(asked.size() > 15, asked.toString());
    for (String name : asked) {
      assertTrue(text.contains("\n" + name), "no " + name + " in\n" + text);
    }
  }

  private void everything(String id) {
    CallFacts call = call(id);
    metrics.callOpened(call);
    metrics.turnTimed(call, timing());
    metrics.clientTimed(call, new ClientTiming(1, 40 * MILLI, 700 * MILLI));
    metrics.turnEnded(
        call,
        new TurnRecord(1, MILLI, timing(), 9 * MILLI, null, false, "yes", "yes", Outcome.ANSWERED));
    metrics.overlapEnded(
        call,
        new OverlapRecord(1, 0, 140 * MILLI, 300 * MILLI, 400 * MILLI, 800 * MILLI, true, 0.9));
    metrics.overlapEnded(
        call, new OverlapRecord(1, 0, 140 * MILLI, null, 400 * MILLI, null, false, 0.1));
    metrics.trouble(call, "speech-to-text", "it is gone", MILLI);
    metrics.callClosed(call, 5_000 * MILLI);
  }

  private static TurnTiming timing() {
    return new TurnTiming(
        1,
        602 * MILLI,
        602 * MILLI,
        List.of(
            new Segment("voice activity", 200 * MILLI),
            new Segment("turn decision", 401 * MILLI),
            new Segment("playout", MILLI)));
  }

  private static CallFacts call(String id) {
    return new CallFacts(
        id, "browser", "test", "en", Map.of("stt", "sphinx", "llm", "concierge"), Instant.EPOCH, 0);
  }

  private static double value(String text, String series) {
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + series + " in\n" + text));
  }
}
