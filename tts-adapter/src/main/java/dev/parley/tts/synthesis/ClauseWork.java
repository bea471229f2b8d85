package dev.parley.tts.synthesis;

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
import java.util.List;
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
  private final String label;
  private final Consumer<SynthesizeResponse> output;
  private final ClauseAudio audio;
  private final long createdNanos = System.nanoTime();

  private List<SpokenText> pieces = List.of();
  private int next = -1;
  private long queueNanos;
  private long computeNanos;
  private long firstAudioNanos = -1;

  ClauseWork(
      Clause clause,
      SpeechEngine engine,
      Voicing voicing,
      Pauses pauses,
      Cancellation cancellation,
      String label,
      Consumer<SynthesizeResponse> output) {
    this.clause = clause;
    this.engine = engine;
    this.voicing = voicing;
    this.pauses = pauses;
    this.cancellation = cancellation;
    this.label = label;
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
      output.accept(end());
    }
  }

  boolean isDone() {
    return next >= pieces.size();
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
      LOG.warn(
          "{} clause {}: {} gave more than {} s for {} words; the rest of the piece was dropped",
          label,
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
