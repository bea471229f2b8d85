package dev.parley.stt;

import dev.parley.adapter.CallMetadata;
import dev.parley.proto.v1.DescribeRequest;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.TranscribeResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The SpeechToText service in front of an engine: one {@link TranscribeStream} a stream. */
final class TranscribeService extends SpeechToTextGrpc.SpeechToTextImplBase {
  private final RecognitionEngine engine;

  TranscribeService(RecognitionEngine engine) {
    this.engine = engine;
  }

  @Override
  public StreamObserver<TranscribeRequest> transcribe(
      StreamObserver<TranscribeResponse> responses) {
    var observer = (ServerCallStreamObserver<TranscribeResponse>) responses;
    TranscribeStream stream =
        new TranscribeStream(engine, new TranscriptWriter(observer), CallMetadata.tag());
    observer.setOnCancelHandler(stream::cancelled);
    return stream;
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<EngineDescription> responses) {
    responses.onNext(engine.describe());
    responses.onCompleted();
  }
}
