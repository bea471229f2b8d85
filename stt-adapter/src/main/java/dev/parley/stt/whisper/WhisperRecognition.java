package dev.parley.stt.whisper;

import dev.parley.adapter.CallMetadata;
import dev.parley.adapter.CallTag;
import dev.parley.proto.v1.Transcript;
import dev.parley.stt.Recognition;
import dev.parley.stt.RecognitionOptions;
import dev.parley.stt.TranscriptListener;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream. Its monitor guards it and its utterances; it is held while a transcript is handed
 * over, so that none comes after a discard or a close has returned.
 */
final class WhisperRecognition implements Recognition {
  // a caller that closes utterances faster than they are decoded
  private static final int MAX_UNANSWERED = 8;

  private static final Logger log = LoggerFactory.getLogger(WhisperRecognition.class);

  private final WhisperEngine engine;
  private final DecodePool pool;
  private final int stepSamples;
  private final RecognitionOptions options;
  private final String language;
  private final TranscriptListener transcripts;
  private final CallTag tag = CallMetadata.tag();
  private final List<WhisperUtterance> unanswered = new ArrayList<>();
  private @Nullable WhisperUtterance open;
  private boolean closed;

  WhisperRecognition(
      WhisperEngine engine,
      DecodePool pool,
      int stepSamples,
      RecognitionOptions options,
      TranscriptListener transcripts) {
    this.engine = engine;
    this.pool = pool;
    this.stepSamples = stepSamples;
    this.options = options;
    this.language = WhisperLanguages.code(options.language());
    this.transcripts = transcripts;
  }

  @Override
  public synchronized void start(long utteranceId) {
    if (closed) {
      return;
    }
    if (unanswered.size() >= MAX_UNANSWERED) {
      fail(
          Status.RESOURCE_EXHAUSTED.withDescription(
              MAX_UNANSWERED
                  + " finals of this stream are still being decoded; wait for them before the next"
                  + " utterance"));
      return;
    }
    open = new WhisperUtterance(this, pool, utteranceId, stepSamples);
  }

  @Override
  public synchronized void audio(short[] samples) {
    if (open != null) {
      open.audio(samples);
    }
  }

  @Override
  public synchronized void finish(long finishId, boolean close) {
    WhisperUtterance utterance = open;
    if (utterance == null) {
      return;
    }
    if (close) {
      open = null;
      unanswered.add(utterance);
    }
    utterance.finish(finishId, close);
  }

  @Override
  public synchronized void discard() {
    if (open != null) {
      open.end();
      open = null;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      discard();
      unanswered.forEach(WhisperUtterance::end);
      unanswered.clear();
    }
    engine.closed(this);
  }

  /** Says why and closes; false if it was closed before. */
  synchronized boolean fail(Status why) {
    if (closed) {
      return false;
    }
    close();
    try {
      transcripts.failed(why);
    } catch (RuntimeException e) {
      // a worker must outlive whatever became of the listener
      tag.on(log.atWarn()).setCause(e).log("nobody could be told: {}", why.getDescription());
    }
    return true;
  }

  CallTag tag() {
    return tag;
  }

  String language() {
    return language;
  }

  boolean wantsPartials() {
    return options.partials();
  }

  synchronized void tell(Transcript transcript) {
    if (!closed) {
      transcripts.transcript(transcript);
    }
  }

  synchronized void ended(WhisperUtterance utterance) {
    unanswered.remove(utterance);
  }
}
