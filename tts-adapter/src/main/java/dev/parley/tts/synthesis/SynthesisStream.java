package dev.parley.tts.synthesis;

import dev.parley.adapter.CallMetadata;
import dev.parley.adapter.CallTag;
import dev.parley.proto.v1.Clause;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.engine.SpeechException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer being spoken. Three things happen to it, each on its own threads: requests come in,
 * workers produce, the caller reads. All three end in {@link #pump()}, which one thread at a time
 * runs: it sends what the caller has room for and then hands the next piece to the workers.
 *
 * <p>A worker never waits for a caller: the next piece of a clause is begun when less than {@value
 * #AHEAD_MILLIS} ms of audio wait to be sent, the next clause when nothing does. So at most one
 * piece and a bit is held, and a slow caller costs no thread.
 */
final class SynthesisStream implements StreamObserver<SynthesizeRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(SynthesisStream.class);
  private static final int AHEAD_MILLIS = 2_000;

  private final ServerCallStreamObserver<SynthesizeResponse> call;
  private final SpeechEngine engine;
  private final Pauses pauses;
  private final SynthesisWorkers workers;
  private final RequestOrder order;
  private final Outbox outbox = new Outbox();
  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger pumps = new AtomicInteger();
  private final CallTag tag = CallMetadata.tag();
  private final long aheadBytes;

  // written by requests and workers, read by the pump
  private volatile @Nullable Clause waiting;
  private volatile boolean requestsEnded;
  private volatile boolean working;
  private volatile @Nullable Status failure;

  // of the pump
  private @Nullable ClauseWork current;
  private boolean over;
  private boolean left;

  SynthesisStream(
      ServerCallStreamObserver<SynthesizeResponse> call,
      SpeechEngine engine,
      Pauses pauses,
      SynthesisWorkers workers) {
    this.call = call;
    this.engine = engine;
    this.pauses = pauses;
    this.workers = workers;
    this.order = new RequestOrder(engine.profile());
    this.aheadBytes = 2L * engine.profile().sampleRateHz() * AHEAD_MILLIS / 1000;
  }

  StreamObserver<SynthesizeRequest> start() {
    call.disableAutoRequest();
    call.setOnReadyHandler(this::pump);
    call.setOnCancelHandler(this::cancel);
    call.request(1);
    return this;
  }

  @Override
  public void onNext(SynthesizeRequest request) {
    try {
      Clause clause = order.accept(request);
      if (clause == null) {
        call.request(1);
      } else {
        // the next one is asked for when this one is begun: one clause ahead, no more
        waiting = clause;
      }
    } catch (StatusException e) {
      fail(e.getStatus());
    }
    pump();
  }

  @Override
  public void onError(Throwable cause) {
    cancel();
  }

  @Override
  public void onCompleted() {
    requestsEnded = true;
    pump();
  }

  private void cancel() {
    cancellation.cancel();
    pump();
  }

  private void fail(Status status) {
    if (failure == null) {
      failure = status;
    }
    cancellation.cancel();
  }

  private void pump() {
    if (pumps.getAndIncrement() != 0) {
      return; // the thread that is in there goes round once more
    }
    int seen = 1;
    do {
      if (!over) {
        turn();
      }
      leaveWhenOver();
      seen = pumps.addAndGet(-seen);
    } while (seen != 0);
  }

  private void turn() {
    if (call.isCancelled() || cancellation.isCancelled()) {
      end();
      return;
    }
    while (call.isReady()) {
      SynthesizeResponse message = outbox.poll();
      if (message == null) {
        break;
      }
      call.onNext(message);
    }
    if (working) {
      return;
    }
    if (current != null && !current.isDone()) {
      if (outbox.audioBytes() < aheadBytes) {
        work(current);
      }
    } else if (outbox.isEmpty()) {
      beginNextClause();
    }
  }

  private void beginNextClause() {
    // read before the clause: a last clause and the end may both come in between
    boolean wasLast = requestsEnded;
    Clause clause = waiting;
    if (clause != null) {
      waiting = null;
      current =
          new ClauseWork(
              clause, engine, order.voicing(), pauses, cancellation, tag, this::produced);
      work(current);
      call.request(1);
    } else if (wasLast) {
      over = true;
      leaveWhenOver();
      call.onCompleted();
    }
  }

  private void work(ClauseWork clause) {
    working = true;
    try {
      workers.execute(() -> step(clause));
    } catch (RejectedExecutionException e) {
      working = false;
      fail(Status.UNAVAILABLE.withDescription("the adapter is stopping; call another one"));
      pump();
    }
  }

  private void step(ClauseWork clause) {
    try {
      if (!cancellation.isCancelled()) {
        clause.step();
      }
      if (cancellation.isCancelled()) {
        clause.trace(span -> {});
      }
    } catch (SpeechException e) {
      clause.trace(span -> span.failed(status(e).getCode().name()));
      if (!cancellation.isCancelled()) {
        tag.on(LOG.atWarn()).log("{}: {}", engine.profile().engine(), e.getMessage());
      }
      fail(status(e));
    } catch (RuntimeException | Error e) { // the old engines throw both; the stream must end
      clause.trace(span -> span.failed(Status.Code.INTERNAL.name()));
      tag.on(LOG.atError()).setCause(e).log("{} broke", engine.profile().engine());
      fail(
          Status.INTERNAL.withDescription(
              "the engine broke on this clause; the adapter's log says how"));
    } finally {
      working = false;
      pump();
    }
  }

  private void produced(SynthesizeResponse message) {
    outbox.add(message);
    pump();
  }

  private void end() {
    over = true;
    cancellation.cancel();
    outbox.clear();
    if (current != null && !working) {
      current.trace(span -> {});
    }
    leaveWhenOver();
    Status status = failure;
    if (status != null && !call.isCancelled()) {
      call.onError(status.asRuntimeException());
    }
  }

  // before the caller is told, since the place may be wanted by its next call; but not while a
  // worker still has a task of this stream, since places count those
  private void leaveWhenOver() {
    if (over && !working && !left) {
      left = true;
      workers.leave();
    }
  }

  private static Status status(SpeechException e) {
    Status status =
        switch (e.reason()) {
          case UNAVAILABLE -> Status.UNAVAILABLE;
          case TIMEOUT -> Status.DEADLINE_EXCEEDED;
          case MISCONFIGURED -> Status.FAILED_PRECONDITION;
          case BROKEN -> Status.INTERNAL;
        };
    return status.withDescription(e.getMessage());
  }
}
