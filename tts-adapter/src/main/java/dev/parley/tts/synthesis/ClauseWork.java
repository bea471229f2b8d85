package dev.parley.tts.synthesis;

import dev.parley.adapter.CallTag;
import dev.parley.adapter.HopSpan;
import dev.parley.proto.v1.Clause;
import dev.parley.proto.v1.ClauseEnd;
import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechEngine;
import dev.parley.tts.engine.SpeechException;
import dev.parley.tts.engine.Voicing;
import dev.parley.tts.text.SpokenText;
import dev.parley.tts.text.TextPreparation;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One clause on its way through the engine, a piece at a time, and the times it took. Mutable; its
 * steps run one after the other, each on some worker.
 */
final class ClauseWork {
  private static final Logger LOG = LoggerFactory.getLogger(ClauseWork.class);

  // English has 6 with the blank; a piece of longer words is cut earlier
  private static final int CHARS_PER_WORD = 8;

  private final Clause clause;
  private final SpeechEngine engine;
  private final Voicing voicing;
  private final Pauses pauses;
  private final Cancellation cancellation;
  private final CallTag tag;
  private final Consumer<SynthesizeResponse> output;
  private final ClauseAudio audio;
  private final long createdNanos = System.nanoTime();

  private List<SpokenText> pieces = List.of();
  private int next = -1;
  private long queueNanos;
  private long computeNanos;
  private long firstAudioNanos = -1;
  private boolean traced;

  ClauseWork(
      Clause clause,
      SpeechEngine engine,
      Voicing voicing,
      Pauses pauses,
      Cancellation cancellation,
      CallTag tag,
      Consumer<SynthesizeResponse> output) {
    this.clause = clause;
    this.engine = engine;
    this.voicing = voicing;
    this.pauses = pauses;
    this.cancellation = cancellation;
    this.tag = tag;
    this.output = output;
    this.audio =
        new ClauseAudio(clause.getClauseId(), engine.profile().sampleRateHz(), this::sendAudio);
  }

  /** Says the next piece; after the last one, tells the end of the clause. */
  void step() throws SpeechException {
    long start = System.nanoTime();
    if (next < 0) {
      queueNanos = start - createdNanos;
      prepare();
    }
    if (next < pieces.size()) {
      say(pieces.get(next++));
    }
    computeNanos += System.nanoTime() - start;
    if (isDone() && !cancellation.isCancelled()) {
      audio.flush();
      // before the caller has it: whoever has it may look for its span
      trace(span -> {});
      output.accept(end());
    }
  }

  boolean isDone() {
    return next >= pieces.size();
  }

  /**
   * Only the first end of a clause is told.
   *
   * @param how it ended, unless it was cancelled
   */
  void trace(Consumer<HopSpan> how) {
    if (traced || !tag.isTraced()) {
      return;
    }
    traced = true;
    EngineProfile profile = engine.profile();
    long now = System.nanoTime();
    HopSpan span =
        new HopSpan("synthesize " + profile.engine(), SpanKind.SERVER)
            .attribute("parley.engine", profile.engine())
            .attribute("parley.model", profile.model())
            .attribute("parley.clause", clause.getClauseId())
            .seconds("parley.audio", TimeUnit.MILLISECONDS.toNanos(audio.millis()))
            .waitedAndComputed(queueNanos, computeNanos);
    if (firstAudioNanos >= 0) {
      span.seconds("parley.first_audio", firstAudioNanos);
    }
    if (cancellation.isCancelled()) {
      span.cancelled();
    } else {
      how.accept(span);
    }
    tag.span(span, createdNanos, now);
  }

  private void prepare() {
    EngineProfile profile = engine.profile();
    // half the pace, half the piece: the audio of a piece stays as long
    int words = (int) Math.max(1, profile.pieceWords() * Math.min(1, voicing.rate()));
    pieces = TextPreparation.prepare(clause.getText()).pieces(words, words * CHARS_PER_WORD);
    next = 0;
  }

  private void say(SpokenText piece) throws SpeechException {
    PieceSink sink =
        new PieceSink(piece, clause.getClauseId(), audio, engine.profile(), cancellation, output);
    engine.say(piece, voicing, sink, cancellation);
    if (cancellation.isCancelled()) {
      return;
    }
    sink.finish();
    if (sink.isOverlong()) {
      tag.on(LOG.atWarn())
          .log(
              "clause {}: {} gave more than {} s for {} words; the rest of the piece was dropped",
              clause.getClauseId(),
              engine.profile().engine(),
              PieceSink.MAX_SECONDS,
              piece.words().size());
    }
    if (sink.isAudible()) {
      audio.addSilence(pauses.millisAfter(piece.ending()));
    }
  }

  private void sendAudio(SynthesizeResponse chunk) {
    if (firstAudioNanos < 0) {
      firstAudioNanos = System.nanoTime() - createdNanos - queueNanos;
    }
    output.accept(chunk);
  }

  private SynthesizeResponse end() {
    ClauseEnd.Builder end =
        ClauseEnd.newBuilder()
            .setClauseId(clause.getClauseId())
            .setAudioMs(audio.millis())
            .setHasMarks(engine.profile().marksWords())
            .setQueueUs(queueNanos / 1000)
            .setComputeUs(computeNanos / 1000);
    if (firstAudioNanos >= 0) {
      end.setFirstAudioUs(firstAudioNanos / 1000);
    }
    return SynthesizeResponse.newBuilder().setClauseEnd(end).build();
  }
}
