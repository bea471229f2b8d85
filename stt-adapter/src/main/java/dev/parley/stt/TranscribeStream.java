package dev.parley.stt;

import com.google.protobuf.ByteString;
import dev.parley.adapter.CallTag;
import dev.parley.adapter.HopSpan;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.TranscribeConfig;
import dev.parley.proto.v1.TranscribeRequest;
import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.UtteranceDiscard;
import dev.parley.proto.v1.UtteranceFinish;
import dev.parley.proto.v1.UtteranceStart;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.trace.SpanKind;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The request side of one stream: checks the order and size of what comes in and hands it to a
 * {@link Recognition}. Owned by the stream's gRPC thread; a failing engine only ends the writer.
 */
final class TranscribeStream implements StreamObserver<TranscribeRequest>, TranscriptListener {
  static final int SAMPLE_RATE_HZ = 16_000;

  private static final Logger log = LoggerFactory.getLogger(TranscribeStream.class);
  private static final int MAX_AUDIO_BYTES = 2 * SAMPLE_RATE_HZ;
  private static final int MAX_HINTS = 256;
  private static final int MAX_HINT_CHARS = 100;
  private static final int MAX_UNANSWERED = 32;

  private enum State {
    /** Nothing has come yet. */
    UNCONFIGURED,
    /** Between utterances. */
    IDLE,
    /** An utterance is open. */
    OPEN,
    /** Completed, refused or cancelled; whatever still comes is passed over. */
    ENDED
  }

  private final RecognitionEngine engine;
  private final TranscriptWriter responses;
  private final CallTag tag;
  private final UtteranceTags turns;

  private State state = State.UNCONFIGURED;
  private @Nullable Recognition recognition;
  private long utteranceId;
  private long finishId;

  // guarded by itself: closed utterances whose final is on its way
  private final Set<Long> unanswered = new HashSet<>();
  private boolean halfClosed;

  TranscribeStream(RecognitionEngine engine, TranscriptWriter responses, CallTag tag) {
    this.engine = engine;
    this.responses = responses;
    this.tag = tag;
    this.turns = new UtteranceTags(tag);
  }

  @Override
  public void onNext(TranscribeRequest request) {
    if (state == State.ENDED) {
      return;
    }
    Recognition open = recognition;
    if (open == null) {
      if (request.hasConfig()) {
        configure(request.getConfig());
      } else {
        refuse(
            Status.FAILED_PRECONDITION,
            "expected config as the first message, found " + name(request) + "; send config once");
      }
      return;
    }
    switch (request.getRequestCase()) {
      case CONFIG ->
          refuse(
              Status.FAILED_PRECONDITION,
              "config was sent twice; open a new stream to change the configuration");
      case START -> start(open, request.getStart());
      case AUDIO -> audio(open, request.getAudio());
      case FINISH -> finish(open, request.getFinish());
      case DISCARD -> discard(open, request.getDiscard());
      case REQUEST_NOT_SET ->
          refuse(
              Status.INVALID_ARGUMENT,
              "empty request; send one of config, start, audio, finish, discard");
    }
  }

  @Override
  public void onError(Throwable cancelled) {
    cancelled();
  }

  /** The caller has gone. */
  void cancelled() {
    end();
    responses.abandon();
  }

  /** The finals of closed utterances still go out; an open utterance is discarded. */
  @Override
  public void onCompleted() {
    if (state == State.OPEN && recognition != null) {
      recognition.discard();
    }
    if (state == State.ENDED) {
      return;
    }
    state = State.ENDED;
    synchronized (unanswered) {
      halfClosed = true;
      if (!unanswered.isEmpty()) {
        return;
      }
    }
    closeRecognition();
    responses.complete();
  }

  @Override
  public void transcript(Transcript transcript) {
    if (transcript.getFinal() && tag.isTraced()) {
      trace(transcript);
    }
    responses.write(transcript);
    boolean last;
    synchronized (unanswered) {
      last =
          transcript.getFinal()
              && unanswered.remove(transcript.getFinishId())
              && unanswered.isEmpty()
              && halfClosed;
    }
    if (last) {
      closeRecognition();
      responses.complete();
    }
  }

  @Override
  public void failed(Status status) {
    turns
        .latest()
        .on(log.atWarn())
        .log("recognition failed: {} {}", status.getCode(), status.getDescription());
    responses.fail(status);
  }

  /** Before it is sent: whoever has it may look for its span. */
  private void trace(Transcript transcript) {
    EngineDescription of = engine.describe();
    long queueNanos = TimeUnit.MICROSECONDS.toNanos(transcript.getQueueUs());
    long computeNanos = TimeUnit.MICROSECONDS.toNanos(transcript.getComputeUs());
    HopSpan span =
        new HopSpan("transcribe " + of.getEngine(), SpanKind.SERVER)
            .attribute("parley.engine", of.getEngine())
            .attribute("parley.model", of.getModel())
            .attribute("parley.verdict", transcript.getVerdict().name().toLowerCase(Locale.ROOT))
            .attribute("parley.utterance", transcript.getUtteranceId())
            .seconds("parley.audio", TimeUnit.MILLISECONDS.toNanos(transcript.getAudioMs()))
            .waitedAndComputed(queueNanos, computeNanos);
    long now = System.nanoTime();
    turns.of(transcript.getUtteranceId()).span(span, now - queueNanos - computeNanos, now);
  }

  private void configure(TranscribeConfig config) {
    if (config.getSampleRateHz() != SAMPLE_RATE_HZ) {
      refuse(
          Status.INVALID_ARGUMENT,
          "expected sample_rate_hz 16000, found "
              + config.getSampleRateHz()
              + "; resample the audio before sending it");
      return;
    }
    String language = config.getLanguage().isEmpty() ? "en" : config.getLanguage();
    if (!engine.speaks(language)) {
      refuse(
          Status.INVALID_ARGUMENT,
          "engine "
              + engine.describe().getEngine()
              + " does not recognise language '"
              + printable(language)
              + "'; choose another with stt.engine or send another language");
      return;
    }
    if (config.getHintsCount() > MAX_HINTS
        || config.getHintsList().stream().anyMatch(h -> h.length() > MAX_HINT_CHARS)) {
      refuse(
          Status.INVALID_ARGUMENT,
          "expected at most " + MAX_HINTS + " hints of at most " + MAX_HINT_CHARS + " characters");
      return;
    }
    recognition =
        engine.open(
            new RecognitionOptions(language, config.getHintsList(), config.getPartials()), this);
    state = State.IDLE;
  }

  private void start(Recognition open, UtteranceStart start) {
    if (state == State.OPEN) {
      refuse(
          Status.FAILED_PRECONDITION,
          "utterance " + utteranceId + " is still open; finish or discard it before the next");
    } else if (start.getUtteranceId() <= utteranceId) {
      refuse(
          Status.INVALID_ARGUMENT,
          "expected an utterance_id above "
              + utteranceId
              + ", found "
              + start.getUtteranceId()
              + "; ids rise within a stream");
    } else {
      utteranceId = start.getUtteranceId();
      turns.began(start);
      state = State.OPEN;
      open.start(utteranceId);
    }
  }

  private void audio(Recognition open, ByteString pcm) {
    if (state != State.OPEN) {
      refuse(Status.FAILED_PRECONDITION, "audio outside an utterance; send start before it");
    } else if (pcm.size() % 2 != 0) {
      refuse(
          Status.INVALID_ARGUMENT,
          "expected whole 16-bit samples, found "
              + pcm.size()
              + " bytes; cut audio at even offsets");
    } else if (pcm.size() > MAX_AUDIO_BYTES) {
      refuse(
          Status.INVALID_ARGUMENT,
          "expected at most 1 s of audio ("
              + MAX_AUDIO_BYTES
              + " bytes) a message, found "
              + pcm.size()
              + "; send it in smaller pieces");
    } else if (!pcm.isEmpty()) {
      short[] samples = new short[pcm.size() / 2];
      pcm.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      open.audio(samples);
    }
  }

  private void finish(Recognition open, UtteranceFinish finish) {
    if (!isOpen(finish.getUtteranceId(), "finish")) {
      return;
    }
    if (finish.getFinishId() <= finishId) {
      refuse(
          Status.INVALID_ARGUMENT,
          "expected a finish_id above "
              + finishId
              + ", found "
              + finish.getFinishId()
              + "; ids rise within a stream");
      return;
    }
    finishId = finish.getFinishId();
    if (finish.getClose()) {
      state = State.IDLE;
      if (!expectFinal()) {
        refuse(
            Status.RESOURCE_EXHAUSTED,
            "more than "
                + MAX_UNANSWERED
                + " closed utterances wait for their final; wait for finals before the next");
        return;
      }
    }
    open.finish(finishId, finish.getClose());
  }

  private boolean expectFinal() {
    synchronized (unanswered) {
      unanswered.add(finishId);
      return unanswered.size() <= MAX_UNANSWERED;
    }
  }

  private void discard(Recognition open, UtteranceDiscard discard) {
    if (isOpen(discard.getUtteranceId(), "discard")) {
      state = State.IDLE;
      open.discard();
    }
  }

  private boolean isOpen(long id, String what) {
    if (state == State.OPEN && id == utteranceId) {
      return true;
    }
    refuse(
        Status.FAILED_PRECONDITION,
        what
            + " of utterance "
            + id
            + ", but "
            + (state == State.OPEN ? "utterance " + utteranceId + " is open" : "none is open"));
    return false;
  }

  private void refuse(Status status, String why) {
    tag.on(log.atInfo()).log("stream refused: {}", why);
    end();
    responses.fail(status.withDescription(why));
  }

  private void end() {
    state = State.ENDED;
    closeRecognition();
  }

  /** By the stream's thread, or by the worker that gave the last final after a half-close. */
  private void closeRecognition() {
    Recognition toClose;
    synchronized (unanswered) {
      toClose = recognition;
      recognition = null;
    }
    if (toClose != null) {
      toClose.close();
    }
  }

  private static String name(TranscribeRequest request) {
    return switch (request.getRequestCase()) {
      case CONFIG -> "config";
      case START -> "start";
      case AUDIO -> "audio";
      case FINISH -> "finish";
      case DISCARD -> "discard";
      case REQUEST_NOT_SET -> "an empty request";
    };
  }

  // it goes back to the caller and into the log
  private static String printable(String language) {
    return language.length() > 35
        ? language.substring(0, 35).replaceAll("[^A-Za-z0-9-]", "?") + "..."
        : language.replaceAll("[^A-Za-z0-9-]", "?");
  }
}
