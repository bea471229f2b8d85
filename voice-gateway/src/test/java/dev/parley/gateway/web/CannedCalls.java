package dev.parley.gateway.web;

import dev.parley.gateway.Gateway;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a gateway would tell the dashboard, made up; live events are pushed by a test. */
final class CannedCalls implements Gateway.Page {
  static final JsonObject ENGINES =
      new JsonObject().put("stt", "sphinx").put("llm", "concierge").put("tts", "freetts");

  /** Paths and queries of what was asked of the history. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final Set<HttpServerResponse> listeners = ConcurrentHashMap.newKeySet();
  private volatile JsonObject snapshot = new JsonObject();
  private volatile String refusal = "";
  private volatile String historyOff = "";
  private volatile Map<String, JsonObject> history = Map.of();

  /** Nobody has called and nobody listens. */
  void reset() {
    cut();
    asked.clear();
    refusal = "";
    historyOff = "";
    snapshot(List.of(), List.of());
    history(List.of());
  }

  void snapshot(List<JsonObject> calls, List<JsonObject> turns) {
    snapshot =
        new JsonObject()
            .put("now", Instant.now().toString())
            .put("calls", new JsonArray(calls))
            .put("turns", new JsonArray(turns))
            .put("overlaps", new JsonArray())
            .put("troubles", new JsonArray())
            .put(
                "engines",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("hop", "llm")
                            .put("engine", "concierge")
                            .put("model", "hotel, 147 facts")));
  }

  /** A past in which all steps were as quick as those of this one. */
  void history(List<JsonObject> slowest) {
    boolean isEmpty = slowest.isEmpty();
    Instant now = Instant.now();
    JsonObject summary =
        new JsonObject()
            .put("from", now.minus(Duration.ofHours(1)).toString())
            .put("to", now.toString())
            .put("calls", isEmpty ? 0 : 3)
            .put("turns", isEmpty ? 0 : 40)
            .put(
                "outcomes",
                isEmpty
                    ? new JsonObject()
                    : new JsonObject().put("answered", 38).put("interrupted", 2))
            .put("gap", isEmpty ? figures(0, 0) : figures(40, 700))
            .put(
                "segments",
                isEmpty
                    ? new JsonArray()
                    : new JsonArray()
                        .add(figures(40, 200).put("name", "voice activity"))
                        .add(figures(40, 300).put("name", "turn decision")))
            .put("client", new JsonObject().put("buffer", figures(isEmpty ? 0 : 12, 60)))
            .put("bargeIn", new JsonObject().put("yield", figures(isEmpty ? 0 : 5, 150)))
            .put("overlaps", new JsonObject().put("interruption", 4).put("false_yield", 1))
            .put("troubles", new JsonArray())
            .put("channels", new JsonArray().add("browser").add("telephone"))
            .put("engines", new JsonArray().add("sphinx").add("concierge"))
            .put("dropped", 0);
    JsonArray points = new JsonArray();
    for (int i = 0; i < (isEmpty ? 0 : 20); i++) {
      points.add(
          new JsonObject()
              .put("at", now.minusSeconds(30L * (20 - i)).toString())
              .put("turns", 2)
              .put("p50", 600 + i)
              .put("p90", 900 + i)
              .put("p99", 1200 + i));
    }
    history =
        Map.of(
            "summary",
            summary,
            "trend",
            new JsonObject()
                .put("from", summary.getString("from"))
                .put("to", summary.getString("to"))
                .put("stepSeconds", 30)
                .put("points", points),
            "slowest",
            new JsonObject().put("turns", new JsonArray(slowest)));
  }

  void historyIsOff(String message) {
    historyOff = message;
  }

  /** Of further listeners; empty = they are welcome. */
  void refuse(String message) {
    refusal = message;
  }

  /** To all who listen. */
  void tell(String event, JsonObject data) {
    String text = event(event, data);
    listeners.forEach(listener -> listener.write(text));
  }

  /** The connections of all who listen break. */
  void cut() {
    listeners.forEach(listener -> listener.end());
    listeners.clear();
  }

  static JsonObject call(String id, String channel) {
    return new JsonObject()
        .put("call", id)
        .put("channel", channel)
        .put("client", "page")
        .put("language", "en")
        .put("engines", ENGINES)
        .put("openedAt", Instant.now().toString())
        .put("turns", 0)
        .put("overlaps", 0);
  }

  /** That was heard just now and has no answer yet. */
  static JsonObject heard(String call, int turn, String channel) {
    return new JsonObject()
        .put("call", call)
        .put("turn", turn)
        .put("channel", channel)
        .put("engines", ENGINES)
        .put("heardAt", Instant.now().toString())
        .putNull("gapMs")
        .put("segments", new JsonArray())
        .putNull("outcome");
  }

  /** That was answered after steps whose milliseconds are no whole ones. */
  static JsonObject answered(String call, int turn, String channel) {
    return heard(call, turn, channel)
        .put("gapMs", 717.4)
        .put(
            "segments",
            new JsonArray()
                .add(step("voice activity", 200))
                .add(step("turn decision", 306.35))
                .add(step("transcript", 75.45))
                .add(step("model first token", 120.4))
                .add(step("first clause", 0.4))
                .add(step("synthesis first audio", 14.4))
                .add(step("playout", 0.4)))
        .put("outcome", "answered");
  }

  private static JsonObject step(String name, double millis) {
    return new JsonObject().put("name", name).put("ms", millis);
  }

  private static JsonObject figures(int n, int p50) {
    JsonObject figures = new JsonObject().put("n", n);
    return n == 0
        ? figures
        : figures.put("p50", p50).put("p90", p50 + 100).put("p99", p50 + 200).put("max", p50 + 300);
  }

  private static String event(String name, JsonObject data) {
    return "event: " + name + "\ndata: " + data.encode() + "\n\n";
  }

  @Override
  public void addTo(Router router) {
    router.get("/api/live").handler(this::live);
    router.get("/api/history/:what").handler(this::past);
  }

  private void live(RoutingContext r) {
    if (!refusal.isEmpty()) {
      r.response().setStatusCode(503);
      r.json(new JsonObject().put("error", refusal));
      return;
    }
    HttpServerResponse response = r.response();
    response.putHeader("Content-Type", "text/event-stream").setChunked(true);
    response.write(": ping\n\n" + event("snapshot", snapshot));
    listeners.add(response);
    response.closeHandler(closed -> listeners.remove(response));
  }

  private void past(RoutingContext r) {
    HttpServerRequest request = r.request();
    asked.add(request.uri());
    if (!historyOff.isEmpty()) {
      r.response().setStatusCode(404);
      r.json(new JsonObject().put("error", historyOff));
      return;
    }
    r.json(history.getOrDefault(r.pathParam("what"), new JsonObject()));
  }
}
