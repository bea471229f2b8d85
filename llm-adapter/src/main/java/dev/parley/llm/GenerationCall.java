package dev.parley.llm;

import dev.parley.adapter.CallMetadata;
import dev.parley.llm.engine.AnswerEnd;
import dev.parley.llm.engine.AnswerSink;
import dev.parley.llm.engine.LanguageEngine;
import dev.parley.proto.v1.GenerateEnd;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateResponse;
import dev.parley.proto.v1.ToolCall;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Generate call: runs the engine on a virtual thread of its own, which is the only one that
 * writes to the observer, and which is interrupted when the caller cancels.
 */
final class GenerationCall implements AnswerSink {
  private static final Logger log = LoggerFactory.getLogger(GenerationCall.class);

  private final LanguageEngine engine;
  private final GenerateRequest request;
  private final ServerCallStreamObserver<GenerateResponse> observer;
  private final Consumer<GenerationCall> whenOver;
  private final long arrivedNanos = System.nanoTime();
  private final Thread thread;
  private boolean begun;
  private long firstNanos;

  GenerationCall(
      LanguageEngine engine,
      GenerateRequest request,
      ServerCallStreamObserver<GenerateResponse> observer,
      Consumer<GenerationCall> whenOver) {
    this.engine = engine;
    this.request = request;
    this.observer = observer;
    this.whenOver = whenOver;
    this.thread =
        Thread.ofVirtual().name("llm-generation").unstarted(Context.current().wrap(this::run));
    observer.setOnCancelHandler(thread::interrupt);
    observer.setOnReadyHandler(() -> LockSupport.unpark(thread));
  }

  void start() {
    thread.start();
  }

  /** Ends it without waiting; the caller is told that the server stops. */
  void stop() {
    thread.interrupt();
  }

  @Override
  public void text(String delta) throws InterruptedException {
    if (!delta.isEmpty()) {
      send(GenerateResponse.newBuilder().setTextDelta(delta).build());
    }
  }

  @Override
  public void toolCall(ToolCall call) throws InterruptedException {
    send(GenerateResponse.newBuilder().setToolCall(call).build());
  }

  private void send(GenerateResponse response) throws InterruptedException {
    while (!observer.isReady()) {
      if (Thread.interrupted() || observer.isCancelled()) {
        throw new InterruptedException();
      }
      LockSupport.park(this);
    }
    if (!begun) {
      begun = true;
      firstNanos = System.nanoTime();
    }
    observer.onNext(response);
  }

  private void run() {
    try {
      AnswerEnd end = engine.answer(request, this);
      send(GenerateResponse.newBuilder().setEnd(describe(end)).build());
      observer.onCompleted();
    } catch (InterruptedException e) {
      fail(Status.UNAVAILABLE.withDescription("the language model server is stopping; call again"));
    } catch (StatusException e) {
      if (fail(e.getStatus())) {
        log.warn("{} no answer: {}", CallMetadata.label(), e.getStatus().getDescription());
      }
    } catch (RuntimeException e) {
      // gRPC's observers throw IllegalStateException when the caller has gone meanwhile
      if (fail(
          Status.INTERNAL.withDescription(
              "the language engine failed unexpectedly; see the log of the language model"
                  + " server"))) {
        log.error("{} language engine failed", CallMetadata.label(), e);
      }
    } finally {
      whenOver.accept(this);
    }
  }

  /** false where nobody listens any more. */
  private boolean fail(Status status) {
    if (observer.isCancelled()) {
      return false;
    }
    try {
      observer.onError(status.asException());
      return true;
    } catch (IllegalStateException e) {
      // cancelled in between: nobody is left to be told
      return false;
    }
  }

  private GenerateEnd describe(AnswerEnd end) {
    GenerateEnd.Builder builder =
        GenerateEnd.newBuilder()
            .setReason(end.reason())
            .setAttempts(end.attempts())
            .setTotalUs(micros(System.nanoTime()));
    end.inputTokens().ifPresent(builder::setInputTokens);
    end.outputTokens().ifPresent(builder::setOutputTokens);
    if (begun) {
      builder.setFirstTokenUs(micros(firstNanos));
    }
    return builder.build();
  }

  private long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos - arrivedNanos);
  }
}
