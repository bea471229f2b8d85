package dev.parley.gateway.span;

import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnTiming;
import dev.parley.gateway.trace.TurnTrace.Segment;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one call. Its own is open as long as the call is; a turn's is made when its answer
 * is over. Mutable, one owner: the call's context.
 */
final class CallTrace {
  // a turn whose answer never ends must not stay for ever
  private static final int MOST_OPEN_TURNS = 8;
  private static final double NANOS_PER_SECOND = 1e9;

  private final CallFacts facts;
  private final UUID id;
  private final Tracer tracer;
  private final SpanIds.Chosen ids;
  private final Span call;
  private final Context inCall;
  private final Map<Long, OpenTurn> turns =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, OpenTurn> eldest) {
          return size() > MOST_OPEN_TURNS;
        }
      };

  CallTrace(CallFacts facts, Tracer tracer, SpanIds.Chosen ids) {
    this.facts = facts;
    this.id = UUID.fromString(facts.id());
    this.tracer = tracer;
    this.ids = ids;
    AttributesBuilder known =
        Attributes.builder()
            .put("parley.channel", facts.channel())
            .put("parley.client", facts.client())
            .put("parley.language", facts.language());
    facts.engines().forEach((hop, engine) -> known.put("parley.engine." + hop, engine));
    SpanBuilder builder =
        tracer
            .spanBuilder("call")
            .setNoParent()
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("parley.call", facts.id())
            .setAllAttributes(known.build());
    this.call = start(builder, null, facts.openedNanos());
    this.inCall = Context.root().with(call);
    // the disclosure is nobody's turn, and begins with the call
    turns.put(0L, new OpenTurn(0, facts.openedNanos()));
  }

  void turnHeard(long turn, long nanos) {
    turns.put(turn, new OpenTurn(turn, nanos));
  }

  void turnTimed(TurnTiming timing) {
    OpenTurn turn = turns.get(timing.turn());
    if (turn != null) {
      turn.timing = timing;
    }
  }

  void clientTimed(ClientTiming timing) {
    OpenTurn turn = turns.get(timing.turn());
    if (turn != null) {
      turn.clientTiming = timing;
    }
  }

  void turnEnded(TurnRecord record) {
    OpenTurn turn = turns.remove(record.turn());
    if (turn != null) {
      AttributesBuilder end =
          Attributes.builder()
              .put("parley.outcome", record.outcome().name().toLowerCase(Locale.ROOT));
      if (record.turn() > 0) {
        end.put("parley.understood", record.understood());
      }
      export(turn, record.endNanos(), end, record.outcome() == Outcome.FAILED);
    }
  }

  void overlapEnded(OverlapRecord overlap) {
    AttributesBuilder judged =
        Attributes.builder()
            .put("parley.turn", overlap.turn())
            .put("parley.result", overlap.result())
            .put("parley.probability", overlap.probability());
    seconds(judged, "parley.yield_seconds", overlap.yieldedNanos());
    seconds(judged, "parley.hold_seconds", overlap.heldNanos());
    seconds(judged, "parley.resume_seconds", overlap.wentOnNanos());
    seconds(judged, "parley.cut_seconds", overlap.cutNanos());
    happened(turns.get(overlap.turn()), "overlap", overlap.onsetNanos(), judged.build());
  }

  void trouble(String code, String message, long nanos) {
    Attributes what =
        Attributes.builder().put("parley.code", code).put("parley.message", message).build();
    OpenTurn newest = null;
    for (OpenTurn turn : turns.values()) {
      newest = turn;
    }
    happened(newest, "trouble", nanos, what);
  }

  void closed(long nanos) {
    for (OpenTurn turn : turns.values()) {
      export(turn, nanos, Attributes.builder().put("parley.outcome", "hung_up"), false);
    }
    turns.clear();
    call.end(facts.at(nanos));
  }

  /** In a turn whose span is still to be made, or else in the call. */
  private void happened(@Nullable OpenTurn turn, String name, long nanos, Attributes what) {
    if (turn == null) {
      call.addEvent(name, what, facts.at(nanos));
    } else {
      turn.add(new OpenTurn.Happening(name, nanos, what));
    }
  }

  private void export(OpenTurn turn, long endNanos, AttributesBuilder attributes, boolean failed) {
    attributes.put("parley.call", facts.id()).put("parley.turn", turn.turn);
    TurnTiming timing = turn.timing;
    if (timing != null) {
      seconds(attributes, "parley.gap_seconds", timing.gapNanos());
    }
    ClientTiming client = turn.clientTiming;
    if (client != null) {
      seconds(attributes, "parley.client.buffer_seconds", client.bufferNanos());
      seconds(attributes, "parley.client.gap_seconds", client.gapNanos());
    }
    SpanBuilder builder =
        tracer
            .spanBuilder(turn.turn == 0 ? "disclosure" : "turn")
            .setParent(inCall)
            .setAllAttributes(attributes.build());
    Span span = start(builder, turn.turn, turn.beganNanos());
    for (OpenTurn.Happening h : turn.happenings) {
      span.addEvent(h.name(), h.attributes(), facts.at(h.nanos()));
    }
    if (failed) {
      span.setStatus(StatusCode.ERROR);
    }
    if (timing != null) {
      segments(Context.root().with(span), turn, timing, endNanos);
    }
    span.end(facts.at(endNanos));
  }

  private void segments(Context inTurn, OpenTurn turn, TurnTiming timing, long endNanos) {
    long from = turn.beganNanos();
    for (Segment segment : timing.segments()) {
      part(inTurn, turn, segment.name(), from, from + segment.nanos());
      from += segment.nanos();
    }
    part(inTurn, turn, "speaking", from, endNanos);
  }

  private void part(Context inTurn, OpenTurn turn, String name, long from, long to) {
    tracer
        .spanBuilder(name)
        .setParent(inTurn)
        .setAttribute("parley.call", facts.id())
        .setAttribute("parley.turn", turn.turn)
        .setStartTimestamp(facts.at(from))
        .startSpan()
        .end(facts.at(to));
  }

  private Span start(SpanBuilder builder, @Nullable Long turn, long nanos) {
    ids.next(id, turn);
    try {
      return builder.setStartTimestamp(facts.at(nanos)).startSpan();
    } finally {
      ids.none();
    }
  }

  private static void seconds(AttributesBuilder to, String key, @Nullable Long nanos) {
    if (nanos != null) {
      to.put(key, nanos / NANOS_PER_SECOND);
    }
  }
}
