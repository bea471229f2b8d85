package dev.parley.tts.synthesis;

import dev.parley.proto.v1.DescribeRequest;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.SynthesizeRequest;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.TextToSpeechGrpc;
import dev.parley.tts.engine.SpeechEngine;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The contract of text_to_speech.proto, over any engine. */
public final class TextToSpeechService extends TextToSpeechGrpc.TextToSpeechImplBase
    implements AutoCloseable {
  private final SpeechEngine engine;
  private final EngineDescription description;
  private final Pauses pauses;
  private final SynthesisWorkers workers;

  public TextToSpeechService(
      SpeechEngine engine, EngineDescription description, Pauses pauses, int maxStreams) {
    this.engine = engine;
    this.description = description;
    this.pauses = pauses;
    this.workers = new SynthesisWorkers(engine, maxStreams);
  }

  @Override
  public StreamObserver<SynthesizeRequest> synthesize(StreamObserver<SynthesizeResponse> out) {
    var call = (ServerCallStreamObserver<SynthesizeResponse>) out;
    if (!workers.enter()) {
      call.onError(
          Status.RESOURCE_EXHAUSTED
              .withDescription(
                  "all "
                      + workers.maxStreams()
                      + " streams are in use; try again, or raise tts.max-streams")
              .asRuntimeException());
      return new IgnoredRequests();
    }
    return new SynthesisStream(call, engine, pauses, workers).start();
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<EngineDescription> out) {
    out.onNext(description);
    out.onCompleted();
  }

  /** Ends the workers; the engine stays open. */
  @Override
  public void close() {
    workers.close();
  }

  /** What still comes in on a stream that was refused. */
  private static final class IgnoredRequests implements StreamObserver<SynthesizeRequest> {
    @Override
    public void onNext(SynthesizeRequest request) {}

    @Override
    public void onError(Throwable cause) {}

    @Override
    public void onCompleted() {}
  }
}
