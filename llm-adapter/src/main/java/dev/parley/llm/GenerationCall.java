package dev.parley.llm;

import dev.parley.adapter.CallMetadata;
import dev.parley.adapter.CallTag;
import dev.parley.adapter.HopSpan;
import dev.parley.llm.engine.AnswerEnd;
import dev.parley.llm.engine.AnswerSink;
import dev.parley.llm.engine.LanguageEngine;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.GenerateEnd;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateResponse;
import dev.parley.proto.v1.ToolCall;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
  private final CallTag tag = CallMetadata.tag();
  private final Thread thread;
  private boolean begun;
  private long firstNanos;
  private long begunNanos;
  private boolean traced;

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
    begunNanos = System.nanoTime();
    try {
      AnswerEnd end = engine.answer(request, this);
      trace(end, Status.Code.OK);
      send(GenerateResponse.newBuilder().setEnd(describe(end)).build());
      observer.onCompleted();
    } catch (InterruptedException e) {
      trace(null, Status.Code.UNAVAILABLE);
      fail(Status.UNAVAILABLE.withDescription("the language model server is stopping; call again"));
    } catch (StatusException e) {
      trace(null, e.getStatus().getCode());
      if (fail(e.getStatus())) {
        tag.on(log.atWarn()).log("no answer: {}", e.getStatus().getDescription());
      }
    } catch (RuntimeException e) {
      // gRPC's observers throw IllegalStateException when the caller has gone meanwhile
      trace(null, Status.Code.INTERNAL);
      if (fail(
          Status.INTERNAL.withDescription(
              "the language engine failed unexpectedly; see the log of the language model"
                  + " server"))) {
        tag.on(log.atError()).setCause(e).log("language engine failed");
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

  /**
   * Once, and before the caller is told of the end: whoever was told may look for the span.
   *
   * @param end null where there was none in order
   */
  private void trace(@Nullable AnswerEnd end, Status.Code code) {
    if (traced || !tag.isTraced()) {
      return;
    }
    traced = true;
    long now = System.nanoTime();
    EngineDescription of = engine.describe();
    HopSpan span =
        new HopSpan("chat " + of.getModel(), SpanKind.CLIENT)
            .attribute("gen_ai.operation.name", "chat")
            .attribute("gen_ai.provider.name", of.getEngine())
            .attribute("gen_ai.request.model", of.getModel())
            .attribute("gen_ai.conversation.id", tag.call())
            .waitedAndComputed(begunNanos - arrivedNanos, now - begunNanos);
    if (begun) {
      span.seconds("parley.first_token", firstNanos - arrivedNanos);
    }
    if (request.getSettings().getMaxTokens() > 0) {
      span.attribute("gen_ai.request.max_tokens", request.getSettings().getMaxTokens());
    }
    if (end != null) {
      describe(span, end);
    } else if (observer.isCancelled()) {
      span.cancelled();
    } else {
      span.failed(code.name());
    }
    tag.span(span, arrivedNanos, now);
  }

  private static void describe(HopSpan span, AnswerEnd end) {
    span.list("gen_ai.response.finish_reasons", end.reason().name().toLowerCase(Locale.ROOT))
        .attribute("parley.attempts", end.attempts());
    end.inputTokens().ifPresent(n -> span.attribute("gen_ai.usage.input_tokens", n));
    end.outputTokens().ifPresent(n -> span.attribute("gen_ai.usage.output_tokens", n));
  }

  private long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos - arrivedNanos);
  }
}
