package dev.parley.gateway.hop;

import com.google.protobuf.ByteString;
import dev.parley.adapter.Hop;
import dev.parley.proto.v1.SpeechToTextGrpc;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.TranscribeResponse;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.UtteranceDiscard;
import dev.parley.proto.v1.UtteranceFinish;
import dev.parley.proto.v1.UtteranceStart;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The speech-to-text stream of one call. Owned by the call's context; results come back on it. What
 * the adapter can't take at once is kept, up to {@value #MAX_WAITING} messages; beyond that the
 * oldest audio is dropped and counted.
 */
public final class Transcription implements AutoCloseable {
  /** 10 s of 20 ms frames. */
  static final int MAX_WAITING = 500;

  private static final int SAMPLE_RATE_HZ = 16_000;

  /** Where results go. */
  public interface Listener {
    void transcript(Transcript transcript);

    /** The stream is dead; a new one has to be opened. */
    void failed(String why);
  }

  private final Listener listener;
  private final Executor context;
  private final Queue<TranscribeRequest> waiting = new ArrayDeque<>();
  private @Nullable ClientCallStreamObserver<TranscribeRequest> requests;
  private boolean over;
  private long dropped;

  private Transcription(Listener listener, Executor context) {
    this.listener = listener;
    this.context = context;
  }

  public static Transcription open(
      HopChannel hop, RequestTag tag, String language, Executor context, Listener listener) {
    Transcription transcription = new Transcription(listener, context);
    SpeechToTextGrpc.newStub(hop.forCall(tag)).transcribe(transcription.new Responses());
    transcription.send(
        TranscribeRequest.newBuilder()
            .setConfig(
                TranscribeConfig.newBuilder()
                    .setLanguage(language)
                    .setSampleRateHz(SAMPLE_RATE_HZ)
                    .setPartials(true))
            .build());
    return transcription;
  }

  /**
   * @param tag of the turn that its words will be
   */
  public void start(long utterance, RequestTag tag) {
    UtteranceStart.Builder start = UtteranceStart.newBuilder().setUtteranceId(utterance);
    if (tag.turn() != null) {
      start.setTurn(tag.turn());
    }
    if (tag.traceparent() != null) {
      start.setTraceparent(tag.traceparent());
    }
    send(TranscribeRequest.newBuilder().setStart(start).build());
  }

  /** PCM s16le mono, 16 kHz. */
  public void audio(byte[] pcm) {
    send(TranscribeRequest.newBuilder().setAudio(ByteString.copyFrom(pcm)).build());
  }

  /** Asks for an early final: more audio may follow. */
  public void finish(long utterance, long finish) {
    send(
        TranscribeRequest.newBuilder()
            .setFinish(UtteranceFinish.newBuilder().setUtteranceId(utterance).setFinishId(finish))
            .build());
  }

  public void discard(long utterance) {
    send(
        TranscribeRequest.newBuilder()
            .setDiscard(UtteranceDiscard.newBuilder().setUtteranceId(utterance))
            .build());
  }

  /** Audio messages dropped because the adapter did not take them in time. */
  public long dropped() {
    return dropped;
  }

  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    if (!over) {
      over = true;
      waiting.clear();
      ClientCallStreamObserver<TranscribeRequest> stream = requests;
      if (stream != null) {
        stream.cancel("the call is over", null);
      }
    }
  }

  private void send(TranscribeRequest request) {
    if (over) {
      return;
    }
    waiting.add(request);
    flush();
    if (waiting.size() > MAX_WAITING) {
      dropOldestAudio();
    }
  }

  private void dropOldestAudio() {
    for (Iterator<TranscribeRequest> i = waiting.iterator(); i.hasNext(); ) {
      if (i.next().hasAudio()) {
        i.remove();
        dropped++;
        return;
      }
    }
  }

  private void flush() {
    ClientCallStreamObserver<TranscribeRequest> stream = requests;
    if (stream == null) {
      return;
    }
    while (!over && !waiting.isEmpty() && stream.isReady()) {
      stream.onNext(waiting.remove());
    }
  }

  private final class Responses
      implements ClientResponseObserver<TranscribeRequest, TranscribeResponse> {
    @Override
    public void beforeStart(ClientCallStreamObserver<TranscribeRequest> stream) {
      requests = stream;
      stream.setOnReadyHandler(() -> context.execute(Transcription.this::flush));
    }

    @Override
    public void onNext(TranscribeResponse response) {
      context.execute(
          () -> {
            if (!over && response.hasTranscript()) {
              listener.transcript(response.getTranscript());
            }
          });
    }

    @Override
    public void onError(Throwable error) {
      context.execute(() -> end(HopFailure.describe(Hop.STT, error)));
    }

    @Override
    public void onCompleted() {
      context.execute(() -> end("speech to text: the adapter ended the stream"));
    }

    private void end(String why) {
      if (!over) {
        over = true;
        waiting.clear();
        listener.failed(why);
      }
    }
  }
}
