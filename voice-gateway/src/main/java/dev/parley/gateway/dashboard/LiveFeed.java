package dev.parley.gateway.dashboard;

import dev.parley.gateway.history.OverlapEntry;
import dev.parley.gateway.history.TroubleEntry;
import dev.parley.gateway.history.TurnEntry;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnAssembly;
import dev.parley.gateway.observe.TurnSoFar;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Tells listeners what happens in calls, as server-sent events. State and listeners belong to one
 * context; each listener has room of its own, and one that is too slow loses events, not memory.
 */
final class LiveFeed {
  static final int MOST_LISTENERS = 20;

  private static final long PING_MILLIS = 15_000;

  /** A listener may be behind by this much; a snapshot goes out whole besides. */
  private static final int BEHIND_BYTES = 256 * 1024;

  /** Events on their way to the context; a few seconds of the busiest gateway. */
  private static final int MOST_PENDING = 10_000;

  /** Belongs to the feed's context. */
  private static final class Listener {
    final HttpServerResponse response;
    long lost;

    Listener(HttpServerResponse response) {
      this.response = response;
    }
  }

  private final Context context;
  private final JsonArray engines;
  private final LiveState state = new LiveState();
  private final Set<Listener> listeners = new LinkedHashSet<>();
  private final AtomicInteger admitted = new AtomicInteger();
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicLong overflowed = new AtomicLong();
  private final TraceSink sink;

  LiveFeed(Vertx vertx, JsonArray engines, boolean transcripts) {
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.engines = engines;
    TurnAssembly turns =
        new TurnAssembly(
            new TurnAssembly.Listener() {
              @Override
              public void turnChanged(TurnSoFar turn) {
                TurnEntry entry = TurnEntry.of(turn, transcripts);
                happened("turn", () -> state.turn(entry));
              }
            });
    this.sink = TraceSink.all(new Others(), turns);
    context.runOnContext(v -> vertx.setPeriodic(PING_MILLIS, timer -> ping()));
  }

  TraceSink sink() {
    return sink;
  }

  /** Whether there was room for one more; it is told everything until its connection closes. */
  boolean listen(HttpServerResponse response) {
    if (admitted.incrementAndGet() > MOST_LISTENERS) {
      admitted.decrementAndGet();
      return false;
    }
    response
        .setChunked(true)
        .setWriteQueueMaxSize(BEHIND_BYTES)
        .putHeader("Content-Type", "text/event-stream");
    Listener listener = new Listener(response);
    // a handler of the response runs on the connection's context, the listener belongs to ours
    response.drainHandler(v -> context.runOnContext(c -> catchUp(listener)));
    response.closeHandler(v -> context.runOnContext(c -> leave(listener)));
    response.exceptionHandler(e -> context.runOnContext(c -> leave(listener)));
    context.runOnContext(
        c -> {
          if (response.closed()) {
            admitted.decrementAndGet();
            return;
          }
          listeners.add(listener);
          write(listener, Buffer.buffer("retry: 2000\n\n"));
          write(listener, snapshot());
        });
    return true;
  }

  private void leave(Listener listener) {
    if (listeners.remove(listener)) {
      admitted.decrementAndGet();
    }
  }

  /** Opening and closing are never passed over: there are no more of them than calls. */
  private void mustHappen(String event, Supplier<JsonObject> change) {
    context.runOnContext(c -> tell(event(event, change.get())));
  }

  private void happened(String event, Supplier<JsonObject> change) {
    if (pending.incrementAndGet() > MOST_PENDING) {
      pending.decrementAndGet();
      overflowed.incrementAndGet();
      return;
    }
    context.runOnContext(
        c -> {
          pending.decrementAndGet();
          tell(event(event, change.get()));
        });
  }

  private void tell(Buffer event) {
    long skipped = overflowed.getAndSet(0);
    for (Listener listener : listeners) {
      listener.lost += skipped;
      if (listener.response.writeQueueFull()) {
        listener.lost++;
      } else if (listener.lost > 0) {
        // the snapshot holds this event, too
        catchUp(listener);
      } else {
        write(listener, event);
      }
    }
  }

  private void catchUp(Listener listener) {
    if (listener.lost > 0 && listeners.contains(listener) && !listener.response.writeQueueFull()) {
      write(listener, event("lost", new JsonObject().put("events", listener.lost)));
      listener.lost = 0;
      write(listener, snapshot());
    }
  }

  private void ping() {
    for (Listener listener : listeners) {
      if (!listener.response.writeQueueFull()) {
        write(listener, Buffer.buffer(": ping\n\n"));
      }
    }
  }

  private Buffer snapshot() {
    return event("snapshot", state.snapshot(Instant.now(), engines));
  }

  private static void write(Listener listener, Buffer event) {
    if (!listener.response.closed()) {
      listener.response.write(event);
    }
  }

  private static Buffer event(String name, JsonObject data) {
    return Buffer.buffer("event: " + name + "\ndata: " + data.encode() + "\n\n");
  }

  /** What is not part of a turn. */
  private final class Others implements TraceSink {
    @Override
    public void callOpened(CallFacts call) {
      mustHappen("opened", () -> state.opened(call));
    }

    @Override
    public void overlapEnded(CallFacts call, OverlapRecord overlap) {
      OverlapEntry entry = OverlapEntry.of(call, overlap);
      happened("overlap", () -> state.overlap(entry));
    }

    @Override
    public void trouble(CallFacts call, String code, String message, long nanos) {
      TroubleEntry entry = TroubleEntry.of(call, code, message, nanos);
      happened("trouble", () -> state.trouble(entry));
    }

    @Override
    public void callClosed(CallFacts call, long nanos) {
      mustHappen("closed", () -> state.closed(call.id(), call.at(nanos)));
    }
  }
}
