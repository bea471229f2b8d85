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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The speech to text of one call. Owned by the call's context; results come back on it. What the
 * adapter can't take at once is kept, up to {@value #MAX_WAITING} messages; beyond that the oldest
 * audio is dropped and counted. The utterance under way is kept as well: when its stream breaks, it
 * is said again on a new one, so that no word is lost.
 */
public final class Transcription implements AutoCloseable {
  /** 10 s of 20 ms frames. */
  static final int MAX_WAITING = 500;

  /** 30 s of 20 ms frames; what is longer isn't said again. */
  static final int MAX_KEPT = 1_500;

  private static final int SAMPLE_RATE_HZ = 16_000;

  /** An adapter that was restarted is back after a second or two. */
  private static final List<Long> RETRY_MILLIS = List.of(0L, 200L, 500L, 1_000L);

  /** Where results go. */
  public interface Listener {
    void transcript(Transcript transcript);

    /** The stream broke; the utterance is said again on a new one. */
    void retrying(String why);

    /** The stream is dead; a new one has to be opened. */
    void failed(String why);
  }

  /** Does something later, on the call's context. */
  public interface Later {
    void in(long millis, Runnable task);
  }

  private final HopChannel hop;
  private final RequestTag tag;
  private final TranscribeRequest config;
  private final Listener listener;
  private final Executor context;
  private final Later later;
  private final Queue<TranscribeRequest> waiting = new ArrayDeque<>();
  // of the utterance under way, from its start on; empty where it could not be said again
  private final List<TranscribeRequest> kept = new ArrayList<>();
  private @Nullable Responses responses;
  private @Nullable ClientCallStreamObserver<TranscribeRequest> requests;
  private int mostWaiting = MAX_WAITING;
  private int retries;
  private boolean over;
  private long dropped;

  private Transcription(
      HopChannel hop,
      RequestTag tag,
      String language,
      Executor context,
      Later later,
      Listener listener) {
    this.hop = hop;
    this.tag = tag;
    this.config =
        TranscribeRequest.newBuilder()
            .setConfig(
                TranscribeConfig.newBuilder()
                    .setLanguage(language)
                    .setSampleRateHz(SAMPLE_RATE_HZ)
                    .setPartials(true))
            .build();
    this.listener = listener;
    this.context = context;
    this.later = later;
  }

  public static Transcription open(
      HopChannel hop,
      RequestTag tag,
      String language,
      Executor context,
      Later later,
      Listener listener) {
    Transcription transcription = new Transcription(hop, tag, language, context, later, listener);
    transcription.connect();
    return transcription;
  }

  /** Begins with what is kept. */
  private void connect() {
    Responses fresh = new Responses();
    responses = fresh;
    SpeechToTextGrpc.newStub(hop.forCall(tag)).transcribe(fresh);
    waiting.clear();
    waiting.add(config);
    waiting.addAll(kept);
    mostWaiting = MAX_WAITING + kept.size();
    flush();
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
    kept.clear();
    retries = 0;
    TranscribeRequest request = TranscribeRequest.newBuilder().setStart(start).build();
    kept.add(request);
    send(request);
  }

  /** PCM s16le mono, 16 kHz. */
  public void audio(byte[] pcm) {
    keep(TranscribeRequest.newBuilder().setAudio(ByteString.copyFrom(pcm)).build());
  }

  private void keep(TranscribeRequest request) {
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    if (!kept.isEmpty()) {
      kept.add(request);
    }
    send(request);
  }

  /** Asks for an early final: more audio may follow. */
  public void finish(long utterance, long finish) {
    keep(
        TranscribeRequest.newBuilder()
            .setFinish(UtteranceFinish.newBuilder().setUtteranceId(utterance).setFinishId(finish))
            .build());
  }

  public void discard(long utterance) {
    kept.clear();
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
      kept.clear();
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
    if (waiting.size() > mostWaiting) {
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
            if (isCurrent() && response.hasTranscript()) {
              Transcript transcript = response.getTranscript();
              if (transcript.getFinal()) {
                answered(transcript);
              }
              listener.transcript(transcript);
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

    private boolean isCurrent() {
      return !over && responses == this;
    }

    private void end(String why) {
      if (!isCurrent()) {
        return;
      }
      responses = null;
      requests = null;
      waiting.clear();
      if (kept.isEmpty() || retries == RETRY_MILLIS.size()) {
        over = true;
        kept.clear();
        listener.failed(why);
        return;
      }
      long wait = RETRY_MILLIS.get(retries);
      retries++;
      listener.retrying(why);
      later.in(wait, Transcription.this::again);
    }
  }

  private void again() {
    if (over) {
      return;
    }
    if (kept.isEmpty()) {
      // nobody waits for that utterance any more: the next opens a stream of its own
      over = true;
    } else {
      connect();
    }
  }

  /** What was asked and answered isn't asked again. */
  private void answered(Transcript last) {
    kept.removeIf(
        request ->
            request.hasFinish()
                && request.getFinish().getUtteranceId() == last.getUtteranceId()
                && request.getFinish().getFinishId() <= last.getFinishId());
  }
}
