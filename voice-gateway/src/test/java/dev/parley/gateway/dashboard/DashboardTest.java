package dev.parley.gateway.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Settings;
import dev.parley.gateway.Eventually;
import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.Voice;
import dev.parley.gateway.client.VoiceEvent;
import dev.parley.gateway.history.History;
import dev.parley.gateway.history.HistorySettings;
import dev.parley.gateway.observe.TraceSink;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class DashboardTest {
  @TempDir Path dir;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** Stream, summary, slowest and both exports tell of a real call what the caller was told. */
  @Test
  void aRealTurnIsToldAndKept() throws Exception {
    try (History history = history();
        FakeHopGateway gateway = gateway(Optional.of(history))) {
      BufferedReader live = listen(gateway);
      assertEquals(new JsonArray(), next(live, "snapshot").getJsonArray("calls"));
      double gap;
      try (LiveCaller caller = gateway.call()) {
        JsonObject opened = next(live, "opened");
        assertEquals("test", opened.getString("client"));
        caller.answer();
        caller.say(Voice.vowel(600));
        gap = caller.answer().first(VoiceEvent.Latency.class).gapMillis();
        JsonObject turn = next(live, "turn");
        while (turn.getString("outcome") == null) {
          turn = next(live, "turn");
        }
        assertEquals("answered", turn.getString("outcome"));
        assertEquals(gap, turn.getDouble("gapMs"), 1.5);
        assertFalse(turn.containsKey("callerText"), turn.encode());
        assertEquals(turn.getDouble("gapMs"), sum(turn.getJsonArray("segments")), .01);
        caller.hangUp();
        assertEquals(opened.getString("call"), next(live, "closed").getString("call"));
      }
      live.close();
      Eventually.isTrue(() -> summary(gateway).getInteger("turns", 0) == 1, "a turn is kept");
      JsonObject summary = summary(gateway);
      assertEquals(1, summary.getInteger("calls"));
      assertEquals(1, summary.getJsonObject("outcomes").getInteger("answered"));
      assertEquals(gap, summary.getJsonObject("gap").getDouble("p50"), 1.5);
      assertEquals(Map.of("n", 0), summary.getJsonObject("bargeIn").getJsonObject("cut").getMap());
      assertEquals(1, json(gateway, "trend?minutes=5").getJsonArray("points").size());
      assertEquals(1, json(gateway, "slowest?limit=1").getJsonArray("turns").size());
      assertEquals(1, new JsonArray(get(gateway, "history/export.json").body()).size());
      HttpResponse<String> csv = get(gateway, "history/export.csv");
      assertEquals(2, csv.body().lines().count(), csv.body());
      assertTrue(csv.headers().firstValue("X-Parley-Truncated").isEmpty());
      assertEquals("no-store", csv.headers().firstValue("Cache-Control").orElse(""));
      assertEquals("nosniff", csv.headers().firstValue("X-Content-Type-Options").orElse(""));
    }
  }

  @Test
  void whatIsNotAllowedIsRefusedWithWords() throws Exception {
    try (History history = history();
        FakeHopGateway gateway = gateway(Optional.of(history))) {
      for (String bad :
          List.of(
              "summary?minutes=0",
              "trend?minutes=x",
              "slowest?limit=101",
              "export.csv?minutes=43201")) {
        HttpResponse<String> refused = get(gateway, "history/" + bad);
        assertEquals(400, refused.statusCode(), bad);
        assertTrue(error(refused).contains("must be a whole number from 1 to"), refused.body());
      }
    }
  }

  @Test
  void switchedOffTheHistorySaysSoAndTheStreamWorks() throws Exception {
    try (FakeHopGateway gateway = gateway(Optional.empty())) {
      HttpResponse<String> off = get(gateway, "history/summary");
      assertEquals(404, off.statusCode());
      assertTrue(error(off).startsWith("History is off: "), off.body());
      try (BufferedReader live = listen(gateway)) {
        assertEquals(0, next(live, "snapshot").getJsonArray("turns").size());
      }
    }
  }

  @Test
  void thereAreTwentyPlacesAndTheyBecomeFreeAgain() throws Exception {
    try (FakeHopGateway gateway = gateway(Optional.empty())) {
      List<BufferedReader> listeners = new ArrayList<>();
      for (int i = 0; i < LiveFeed.MOST_LISTENERS; i++) {
        listeners.add(listen(gateway));
      }
      assertEquals(503, get(gateway, "live").statusCode());
      for (BufferedReader listener : listeners) {
        listener.close();
      }
      Eventually.isTrue(() -> isAdmitted(gateway), "a place is free");
    }
  }

  @Test
  void aCellIsNeverAFormula() {
    for (String formula : List.of("=1+1", "+1", "-1", "@x", "\tx", " =1")) {
      assertTrue(Csv.text(formula).startsWith("'"), formula);
    }
    assertEquals("\"'=a,\"\"b\"\"\"", Csv.text("=a,\"b\""));
    assertEquals("two words", Csv.text("two words"));
  }

  private boolean isAdmitted(FakeHopGateway gateway) {
    try {
      HttpResponse<InputStream> answer =
          http.send(
              HttpRequest.newBuilder(gateway.address("/api/live")).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode() == 200;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private History history() {
    return History.open(Settings.of(HistorySettings.all(), Map.of("history.dir", dir.toString())))
        .orElseThrow();
  }

  private FakeHopGateway gateway(Optional<History> history) throws Exception {
    Dashboard dashboard = Dashboard.of(vertx, Map.of(), history, false);
    TraceSink kept = history.map(History::sink).orElseGet(TraceSink::all);
    return new FakeHopGateway(Map.of(), TraceSink.all(kept, dashboard.sink()), dashboard::serve)
        .ready();
  }

  private BufferedReader listen(FakeHopGateway gateway) throws Exception {
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(gateway.address("/api/live")).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, answer.statusCode());
    assertEquals("text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  /** The next event of that name; others are passed over. */
  private static JsonObject next(BufferedReader live, String name) throws Exception {
    while (true) {
      String line = live.readLine();
      if (line == null) {
        throw new AssertionError("the stream ended before " + name);
      }
      if (line.equals("event: " + name)) {
        return new JsonObject(live.readLine().substring("data: ".length()));
      }
    }
  }

  private JsonObject summary(FakeHopGateway gateway) {
    return json(gateway, "summary");
  }

  private JsonObject json(FakeHopGateway gateway, String question) {
    return new JsonObject(get(gateway, "history/" + question).body());
  }

  private HttpResponse<String> get(FakeHopGateway gateway, String path) {
    try {
      return http.send(
          HttpRequest.newBuilder(gateway.address("/api/" + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String error(HttpResponse<String> answer) {
    return new JsonObject(answer.body()).getString("error");
  }

  private static double sum(JsonArray segments) {
    return segments.stream().mapToDouble(s -> ((JsonObject) s).getDouble("ms")).sum();
  }
}
