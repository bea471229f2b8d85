package dev.parley.stt;

import com.google.protobuf.ByteString;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.TranscribeResponse;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.UtteranceDiscard;
import dev.parley.proto.v1.UtteranceFinish;
import dev.parley.proto.v1.UtteranceStart;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The client's side of one stream: what it may send and what came back. */
final class Caller implements StreamObserver<TranscribeResponse> {
  private static final int FRAME_SAMPLES = 320;

  final CompletableFuture<Status> end = new CompletableFuture<>();
  final StreamObserver<TranscribeRequest> requests;
  private final List<Transcript> transcripts = new ArrayList<>();
  private final BlockingQueue<Transcript> unread = new LinkedBlockingQueue<>();

  Caller(ManagedChannel channel) {
    requests = SpeechToTextGrpc.newStub(channel).transcribe(this);
  }

  static TranscribeRequest config(String language, int rate) {
    return TranscribeRequest.newBuilder()
        .setConfig(
            TranscribeConfig.newBuilder()
                .setLanguage(language)
                .setSampleRateHz(rate)
                .setPartials(true))
        .build();
  }

  static TranscribeRequest started(long id) {
    return TranscribeRequest.newBuilder()
        .setStart(UtteranceStart.newBuilder().setUtteranceId(id))
        .build();
  }

  static TranscribeRequest finished(long id, long finishId) {
    return finish(id, finishId, true);
  }

  /** A finish that leaves the utterance open. */
  static TranscribeRequest paused(long id, long finishId) {
    return finish(id, finishId, false);
  }

  static TranscribeRequest discarded(long id) {
    return TranscribeRequest.newBuilder()
        .setDiscard(UtteranceDiscard.newBuilder().setUtteranceId(id))
        .build();
  }

  static TranscribeRequest audio(int bytes) {
    return TranscribeRequest.newBuilder().setAudio(ByteString.copyFrom(new byte[bytes])).build();
  }

  void send(TranscribeRequest... all) {
    for (TranscribeRequest request : all) {
      requests.onNext(request);
    }
  }

  /** In frames of 20 ms, as fast as they go. */
  void speak(short[] samples) {
    for (int start = 0; start < samples.length; start += FRAME_SAMPLES) {
      int length = Math.min(FRAME_SAMPLES, samples.length - start);
      ByteBuffer bytes = ByteBuffer.allocate(2 * length).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(samples, start, length);
      send(TranscribeRequest.newBuilder().setAudio(ByteString.copyFrom(bytes)).build());
    }
  }

  /** The next final; fails if none comes. */
  Transcript awaitFinal() throws InterruptedException {
    while (true) {
      Transcript next = unread.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no final came; stream ended with " + end.getNow(null));
      }
      if (next.getFinal()) {
        return next;
      }
    }
  }

  /** What is said in an utterance of its own. */
  Transcript say(long utteranceId, short[] samples) throws InterruptedException {
    send(started(utteranceId));
    speak(samples);
    send(finished(utteranceId, utteranceId));
    return awaitFinal();
  }

  synchronized List<Transcript> transcripts() {
    return List.copyOf(transcripts);
  }

  List<Transcript> finals() {
    return transcripts().stream().filter(Transcript::getFinal).toList();
  }

  @Override
  public synchronized void onNext(TranscribeResponse response) {
    transcripts.add(response.getTranscript());
    unread.add(response.getTranscript());
  }

  @Override
  public void onError(Throwable e) {
    end.complete(Status.fromThrowable(e));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }

  private static TranscribeRequest finish(long id, long finishId, boolean close) {
    return TranscribeRequest.newBuilder()
        .setFinish(
            UtteranceFinish.newBuilder().setUtteranceId(id).setFinishId(finishId).setClose(close))
        .build();
  }
}
