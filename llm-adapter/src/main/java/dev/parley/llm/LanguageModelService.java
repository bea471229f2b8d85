package dev.parley.llm;

import dev.parley.llm.engine.LanguageEngine;
import dev.parley.proto.v1.DescribeRequest;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateResponse;
import dev.parley.proto.v1.LanguageModelGrpc;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Checks requests and hands each to the engine on a virtual thread; no more than a fixed number are
 * under way at once.
 */
final class LanguageModelService extends LanguageModelGrpc.LanguageModelImplBase {
  private final LanguageEngine engine;
  private final SystemPrompt systemPrompt;
  private final int maxGenerations;
  private final Semaphore free;
  private final Set<GenerationCall> running = ConcurrentHashMap.newKeySet();

  LanguageModelService(LanguageEngine engine, SystemPrompt systemPrompt, int maxGenerations) {
    this.engine = engine;
    this.systemPrompt = systemPrompt;
    this.maxGenerations = maxGenerations;
    this.free = new Semaphore(maxGenerations);
  }

  @Override
  public void generate(GenerateRequest request, StreamObserver<GenerateResponse> responses) {
    Optional<String> complaint = RequestLimits.complaint(request);
    if (complaint.isPresent()) {
      responses.onError(Status.INVALID_ARGUMENT.withDescription(complaint.get()).asException());
      return;
    }
    if (!free.tryAcquire()) {
      responses.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription(
                  maxGenerations
                      + " answers are under way, which is the limit; try again later, or raise "
                      + LlmSettings.MAX_GENERATIONS.key())
              .asException());
      return;
    }
    start(systemPrompt.applyTo(request), (ServerCallStreamObserver<GenerateResponse>) responses);
  }

  private void start(
      GenerateRequest request, ServerCallStreamObserver<GenerateResponse> responses) {
    GenerationCall call = new GenerationCall(engine, request, responses, this::over);
    running.add(call);
    call.start();
  }

  private void over(GenerationCall call) {
    running.remove(call);
    free.release();
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<EngineDescription> responses) {
    responses.onNext(engine.describe());
    responses.onCompleted();
  }

  /** Ends what is under way. */
  void stop() {
    running.forEach(GenerationCall::stop);
  }
}
