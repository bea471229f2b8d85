package dev.parley.gateway.dashboard;

import dev.parley.adapter.Hop;
import dev.parley.gateway.history.History;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.proto.v1.EngineDescription;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What the dashboard asks of a gateway: docs/dashboard-api.md. */
public final class Dashboard {
  public static final String LIVE_PATH = "/api/live";

  /** As many as the history has connections for questions. */
  private static final int WORKERS = 2;

  private static final long LONGEST_QUESTION_SECONDS = 60;

  private final LiveFeed live;
  private final Optional<HistoryRoutes> history;

  private Dashboard(LiveFeed live, Optional<HistoryRoutes> history) {
    this.live = live;
    this.history = history;
  }

  /**
   * @param history empty = switched off
   * @param transcripts whether words are shown
   */
  public static Dashboard of(
      Vertx vertx,
      Map<Hop, EngineDescription> engines,
      Optional<History> history,
      boolean transcripts) {
    return new Dashboard(
        new LiveFeed(vertx, describe(engines), transcripts),
        history.map(
            h ->
                new HistoryRoutes(
                    h,
                    vertx.createSharedWorkerExecutor(
                        "parley-dashboard", WORKERS, LONGEST_QUESTION_SECONDS, TimeUnit.SECONDS),
                    transcripts)));
  }

  /** Where calls tell what happens. */
  public TraceSink sink() {
    return live.sink();
  }

  /** Adds what is below /api. */
  public void serve(Router router) {
    router
        .route("/api/*")
        .handler(
            r -> {
              r.response().putHeader("Cache-Control", "no-store");
              r.next();
            })
        .failureHandler(Dashboard::failed);
    router.get(LIVE_PATH).handler(this::listen);
    history.ifPresentOrElse(
        h -> h.addTo(router),
        () ->
            router
                .get("/api/history/*")
                .handler(
                    r ->
                        refuse(
                            r,
                            404,
                            "History is off: set history.keep-days to the days it should keep")));
    router
        .get("/api/*")
        .handler(r -> refuse(r, 404, "There is nothing here; see docs/dashboard-api.md"));
  }

  private void listen(RoutingContext r) {
    if (!live.listen(r.response())) {
      refuse(
          r,
          503,
          "All "
              + LiveFeed.MOST_LISTENERS
              + " places of listeners are taken; close another dashboard, or try again later");
    }
  }

  private static void failed(RoutingContext r) {
    if (r.failure() instanceof Parameters.Refused refused) {
      refuse(r, 400, String.valueOf(refused.getMessage()));
    } else {
      r.next();
    }
  }

  static void refuse(RoutingContext r, int status, String what) {
    r.response().setStatusCode(status);
    r.json(new JsonObject().put("error", what));
  }

  private static JsonArray describe(Map<Hop, EngineDescription> engines) {
    JsonArray all = new JsonArray();
    new TreeMap<>(engines)
        .forEach(
            (hop, engine) ->
                all.add(
                    new JsonObject()
                        .put("hop", hop.id())
                        .put("engine", engine.getEngine())
                        .put("model", engine.getModel())));
    return all;
  }
}
