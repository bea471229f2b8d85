package dev.parley.gateway.dashboard;

import dev.parley.gateway.history.History;
import dev.parley.gateway.history.HistoryUnavailableException;
import dev.parley.gateway.history.Spread;
import dev.parley.gateway.history.Summary;
import dev.parley.gateway.history.Window;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers questions to the history. Questions are asked on a worker, a few at a time. */
final class HistoryRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryRoutes.class);
  private static final int MOST_ASKED = 16;
  private static final int MOST_POINTS = 120;
  private static final List<String> OUTCOMES =
      List.of("answered", "interrupted", "discarded", "failed");
  private static final List<String> RESULTS = List.of("interruption", "false_yield", "ignored");

  private final History history;
  private final WorkerExecutor worker;
  private final boolean transcripts;
  private final AtomicInteger asked = new AtomicInteger();

  HistoryRoutes(History history, WorkerExecutor worker, boolean transcripts) {
    this.history = history;
    this.worker = worker;
    this.transcripts = transcripts;
  }

  void addTo(Router router) {
    router.get("/api/history/summary").handler(r -> json(r, this::summary));
    router.get("/api/history/trend").handler(r -> json(r, this::trend));
    router
        .get("/api/history/slowest")
        .handler(
            r -> {
              Window window = window(r);
              int limit = Parameters.number(r.queryParams(), "limit", 20, 100);
              answer(
                  r,
                  () ->
                      worker.executeBlocking(() -> slowest(window, limit), false).compose(r::json));
            });
    router.get("/api/history/export.csv").handler(r -> export(r, csv()));
    router.get("/api/history/export.json").handler(r -> export(r, jsonArray()));
  }

  private void json(RoutingContext r, Function<Window, JsonObject> question) {
    Window window = window(r);
    answer(r, () -> worker.executeBlocking(() -> question.apply(window), false).compose(r::json));
  }

  private void export(RoutingContext r, Export.Form form) {
    Window window = window(r);
    answer(r, () -> new Export(history, worker, window, form, r.response()).run());
  }

  private static Window window(RoutingContext r) {
    return Parameters.window(r.queryParams(), Instant.now());
  }

  private void answer(RoutingContext r, Supplier<Future<Void>> how) {
    if (asked.incrementAndGet() > MOST_ASKED) {
      asked.decrementAndGet();
      Dashboard.refuse(r, 503, "Too many questions to the history at once; ask again in a moment");
      return;
    }
    how.get()
        .onComplete(v -> asked.decrementAndGet(), e -> asked.decrementAndGet())
        .onFailure(e -> failed(r, e));
  }

  private static void failed(RoutingContext r, Throwable e) {
    if (r.response().headWritten() || r.response().closed()) {
      LOG.debug("an answer was broken off: {}", e.toString());
    } else if (e instanceof HistoryUnavailableException) {
      Dashboard.refuse(r, 503, String.valueOf(e.getMessage()));
    } else {
      LOG.warn("the history could not be read", e);
      Dashboard.refuse(r, 500, "The history can't be read; the gateway's log says why");
    }
  }

  private JsonObject summary(Window window) {
    Summary all = history.summary(window);
    JsonArray segments = new JsonArray();
    all.segments()
        .forEach(
            (name, spread) -> {
              JsonObject one = new JsonObject().put("name", name);
              segments.add(one.mergeIn(Shapes.spread(spread)));
            });
    JsonArray troubles = new JsonArray();
    all.troubles()
        .forEach((code, n) -> troubles.add(new JsonObject().put("code", code).put("n", n)));
    JsonObject outcomes = new JsonObject();
    OUTCOMES.forEach(o -> outcomes.put(o, all.outcomes().getOrDefault(o, 0L)));
    JsonObject overlaps = new JsonObject();
    RESULTS.forEach(o -> overlaps.put(o, all.overlaps().getOrDefault(o, 0L)));
    JsonObject bargeIn = new JsonObject();
    List.of("yield", "hold", "cut", "resume")
        .forEach(step -> bargeIn.put(step, Shapes.spread(all.spreads().get(step))));
    return times(window)
        .put("calls", all.calls())
        .put("turns", all.turns())
        .put("outcomes", outcomes)
        .put("gap", Shapes.spread(all.spreads().get("gap")))
        .put("segments", segments)
        .put(
            "client",
            new JsonObject()
                .put("buffer", Shapes.spread(all.spreads().get("clientBuffer")))
                .put("gap", Shapes.spread(all.spreads().get("clientGap"))))
        .put("bargeIn", bargeIn)
        .put("overlaps", overlaps)
        .put("troubles", troubles)
        .put("channels", new JsonArray(List.copyOf(all.channels())))
        .put("engines", new JsonArray(List.copyOf(all.engines())))
        .put("dropped", history.dropped());
  }

  private JsonObject trend(Window window) {
    long seconds = Duration.between(window.from(), window.to()).toSeconds();
    long step = Math.max(1, Math.ceilDiv(seconds, MOST_POINTS));
    JsonArray points = new JsonArray();
    for (Summary.Point point : history.trend(window, step)) {
      JsonObject one =
          new JsonObject()
              .put("at", window.from().plusSeconds(point.step() * step).toString())
              .put("turns", point.turns());
      Spread gap = point.gap().orElse(null);
      points.add(gap == null ? one : Shapes.percentiles(one, gap));
    }
    return times(window).put("stepSeconds", step).put("points", points);
  }

  private JsonObject slowest(Window window, int limit) {
    JsonArray turns = new JsonArray();
    history.slowest(window, limit).forEach(t -> turns.add(Shapes.turn(t)));
    return new JsonObject().put("turns", turns);
  }

  private static JsonObject times(Window window) {
    return new JsonObject().put("from", window.from().toString()).put("to", window.to().toString());
  }

  private Export.Form csv() {
    return new Export.Form(
        "text/csv; charset=utf-8",
        "parley-turns.csv",
        Csv.header(transcripts),
        "",
        "",
        turn -> Csv.row(turn, transcripts));
  }

  private static Export.Form jsonArray() {
    return new Export.Form(
        "application/json",
        "parley-turns.json",
        "[",
        ",\n",
        "]\n",
        turn -> Shapes.turn(turn).encode());
  }
}
