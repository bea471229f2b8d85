package dev.parley.gateway.dashboard;

import dev.parley.gateway.history.OverlapEntry;
import dev.parley.gateway.history.Spread;
import dev.parley.gateway.history.TroubleEntry;
import dev.parley.gateway.history.TurnEntry;
import dev.parley.gateway.observe.CallFacts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON of what is shown, as docs/dashboard-api.md says. What is unknown is absent. */
final class Shapes {
  private Shapes() {}

  static JsonObject turn(TurnEntry turn) {
    Instant heardAt = turn.heardAt();
    JsonArray segments = new JsonArray();
    turn.segments()
        .forEach(s -> segments.add(new JsonObject().put("name", s.name()).put("ms", s.ms())));
    JsonObject json =
        new JsonObject()
            .put("call", turn.call())
            .put("turn", turn.turn())
            .put("channel", turn.channel())
            .put("engines", engines(turn.engines()))
            .put("heardAt", heardAt == null ? null : heardAt.toString())
            .put("gapMs", turn.gapMs())
            .put("segments", segments);
    putKnown(json, "clientBufferMs", turn.clientBufferMs());
    putKnown(json, "clientGapMs", turn.clientGapMs());
    json.put("outcome", turn.outcome());
    putKnown(json, "callerText", turn.callerText());
    putKnown(json, "botText", turn.botText());
    putKnown(json, "botHeardText", turn.botHeardText());
    return json;
  }

  static JsonObject overlap(OverlapEntry overlap) {
    JsonObject json =
        new JsonObject()
            .put("call", overlap.call())
            .put("turn", overlap.turn())
            .put("channel", overlap.channel())
            .put("at", overlap.at().toString());
    putKnown(json, "yieldMs", overlap.yieldMs());
    putKnown(json, "holdMs", overlap.holdMs());
    putKnown(json, "resumeMs", overlap.resumeMs());
    putKnown(json, "cutMs", overlap.cutMs());
    return json.put("result", overlap.result()).put("probability", overlap.probability());
  }

  static JsonObject trouble(TroubleEntry trouble) {
    return new JsonObject()
        .put("call", trouble.call())
        .put("channel", trouble.channel())
        .put("at", trouble.at().toString())
        .put("code", trouble.code())
        .put("message", trouble.message());
  }

  static JsonObject call(CallFacts call, long turns, long overlaps, @Nullable TurnEntry last) {
    return new JsonObject()
        .put("call", call.id())
        .put("channel", call.channel())
        .put("client", call.client())
        .put("language", call.language())
        .put("engines", engines(call.engines()))
        .put("openedAt", call.openedAt().toString())
        .put("turns", turns)
        .put("overlaps", overlaps)
        .put("lastTurn", last == null ? null : turn(last));
  }

  /** Of no measurement: n alone. */
  static JsonObject spread(@Nullable Spread spread) {
    if (spread == null) {
      return new JsonObject().put("n", 0);
    }
    return percentiles(new JsonObject().put("n", spread.n()), spread).put("max", spread.max());
  }

  static JsonObject percentiles(JsonObject json, Spread spread) {
    return json.put("p50", spread.p50()).put("p90", spread.p90()).put("p99", spread.p99());
  }

  static JsonObject engines(Map<String, String> engines) {
    JsonObject json = new JsonObject();
    new TreeMap<>(engines).forEach(json::put);
    return json;
  }

  private static void putKnown(JsonObject json, String key, @Nullable Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }
}
