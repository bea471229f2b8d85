package dev.parley.tts.synthesis;

import dev.parley.proto.v1.SynthesizeResponse;
import dev.parley.proto.v1.WordMark;
import dev.parley.tts.engine.Cancellation;
import dev.parley.tts.engine.EngineProfile;
import dev.parley.tts.engine.SpeechSink;
import dev.parley.tts.engine.WordTime;
import dev.parley.tts.text.SpokenText;
import dev.parley.tts.text.SpokenWord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes one piece from the engine: trims its silence, appends it to the clause's audio, and puts
 * its word times into the clause's time and the caller's text. Mutable, of the worker that says the
 * piece.
 */
final class PieceSink implements SpeechSink {
  /** More than the longest piece takes at half speed; an engine that goes on is cut. */
  static final int MAX_SECONDS = 30;

  private final SpokenText piece;
  private final ClauseAudio audio;
  private final Cancellation cancellation;
  private final Consumer<SynthesizeResponse> output;
  private final long clauseId;
  private final SilenceTrimmer trimmer;
  private final long startSample;
  private final long maxSamples;
  private final List<WordTime> waiting = new ArrayList<>();
  private long lastWordEnd;
  private boolean overlong;

  PieceSink(
      SpokenText piece,
      long clauseId,
      ClauseAudio audio,
      EngineProfile profile,
      Cancellation cancellation,
      Consumer<SynthesizeResponse> output) {
    this.piece = piece;
    this.clauseId = clauseId;
    this.audio = audio;
    this.cancellation = cancellation;
    this.output = output;
    this.startSample = audio.samples();
    this.maxSamples = (long) MAX_SECONDS * profile.sampleRateHz();
    this.trimmer = new SilenceTrimmer(profile.silencePeak(), profile.sampleRateHz(), this::append);
  }

  @Override
  public void words(List<WordTime> words) {
    waiting.addAll(words);
    if (trimmer.isAudible()) {
      sendMarks();
    }
  }

  @Override
  public boolean audio(short[] samples, int offset, int count) {
    if (cancellation.isCancelled() || overlong) {
      return false;
    }
    return trimmer.accept(samples, offset, count) && !cancellation.isCancelled();
  }

  /** The piece is over; what was held back is decided. */
  void finish() {
    trimmer.finish(lastWordEnd);
  }

  boolean isAudible() {
    return trimmer.isAudible();
  }

  boolean isOverlong() {
    return overlong;
  }

  private boolean append(short[] samples, int offset, int count) {
    if (!waiting.isEmpty()) {
      sendMarks();
    }
    long room = startSample + maxSamples - audio.samples();
    overlong = count > room;
    audio.add(samples, offset, (int) Math.min(count, room));
    return !overlong;
  }

  // words of one origin become one mark: "$5" is one place in the text, said in two words
  private void sendMarks() {
    int i = 0;
    while (i < waiting.size()) {
      WordTime first = waiting.get(i);
      SpokenWord origin = piece.words().get(first.word());
      int last = i;
      while (last + 1 < waiting.size()
          && origin.sharesOriginWith(piece.words().get(waiting.get(last + 1).word()))) {
        last++;
      }
      sendMark(origin, first.startSample(), waiting.get(last).endSample());
      i = last + 1;
    }
    waiting.clear();
  }

  private void sendMark(SpokenWord origin, long start, long end) {
    lastWordEnd = Math.max(lastWordEnd, end);
    output.accept(
        SynthesizeResponse.newBuilder()
            .setMark(
                WordMark.newBuilder()
                    .setClauseId(clauseId)
                    .setStartChar(origin.startChar())
                    .setEndChar(origin.endChar())
                    .setStartMs(inClause(start))
                    .setEndMs(inClause(end)))
            .build());
  }

  private int inClause(long sampleOfPiece) {
    return audio.millis(startSample + Math.max(0, sampleOfPiece - trimmer.trimmedLead()));
  }
}
