package dev.parley.gateway.dashboard;

import dev.parley.gateway.history.OverlapEntry;
import dev.parley.gateway.history.TroubleEntry;
import dev.parley.gateway.history.TurnEntry;
import dev.parley.gateway.observe.CallFacts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The open calls, and what happened last. Mutable; belongs to the feed's context. */
final class LiveState {
  private static final int TURNS = 50;
  private static final int OVERLAPS = 50;
  private static final int TROUBLES = 20;

  private static final class LiveCall {
    final CallFacts facts;
    long turns;
    long overlaps;
    @Nullable TurnEntry last;

    LiveCall(CallFacts facts) {
      this.facts = facts;
    }

    JsonObject json() {
      return Shapes.call(facts, turns, overlaps, last);
    }
  }

  private final Map<String, LiveCall> calls = new LinkedHashMap<>();
  // the newest first
  private final Deque<TurnEntry> turns = new ArrayDeque<>();
  private final Deque<OverlapEntry> overlaps = new ArrayDeque<>();
  private final Deque<TroubleEntry> troubles = new ArrayDeque<>();

  JsonObject opened(CallFacts call) {
    LiveCall live = new LiveCall(call);
    calls.put(call.id(), live);
    return live.json();
  }

  JsonObject closed(String call, Instant at) {
    calls.remove(call);
    return new JsonObject().put("call", call).put("at", at.toString());
  }

  /** Replaces what was known of the same turn before. */
  JsonObject turn(TurnEntry turn) {
    LiveCall call = calls.get(turn.call());
    if (call != null) {
      TurnEntry last = call.last;
      if (last == null || last.turn() < turn.turn()) {
        call.turns++;
      }
      if (last == null || last.turn() <= turn.turn()) {
        call.last = turn;
      }
    }
    turns.removeIf(t -> t.turn() == turn.turn() && t.call().equals(turn.call()));
    keep(turns, turn, TURNS);
    return Shapes.turn(turn);
  }

  JsonObject overlap(OverlapEntry overlap) {
    LiveCall call = calls.get(overlap.call());
    if (call != null) {
      call.overlaps++;
    }
    keep(overlaps, overlap, OVERLAPS);
    return Shapes.overlap(overlap);
  }

  JsonObject trouble(TroubleEntry trouble) {
    keep(troubles, trouble, TROUBLES);
    return Shapes.trouble(trouble);
  }

  JsonObject snapshot(Instant now, JsonArray engines) {
    return new JsonObject()
        .put("now", now.toString())
        .put("calls", array(calls.values(), LiveCall::json))
        .put("turns", array(turns, Shapes::turn))
        .put("overlaps", array(overlaps, Shapes::overlap))
        .put("troubles", array(troubles, Shapes::trouble))
        .put("engines", engines);
  }

  private static <T> void keep(Deque<T> newest, T one, int most) {
    newest.addFirst(one);
    if (newest.size() > most) {
      newest.removeLast();
    }
  }

  private static <T> JsonArray array(Iterable<T> all, Function<T, JsonObject> shape) {
    JsonArray json = new JsonArray();
    all.forEach(one -> json.add(shape.apply(one)));
    return json;
  }
}
