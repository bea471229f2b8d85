package dev.parley.stt.sphinx;

import dev.parley.proto.v1.Transcript;
import dev.parley.proto.v1.Transcript.Verdict;
import dev.parley.proto.v1.Word;
import java.util.List;

/** Hypotheses as the contract has them. */
final class Transcripts {
  private Transcripts() {}

  static Transcript partial(
      long utteranceId,
      List<Hypothesis.Spoken> words,
      StablePrefix prefix,
      int frames,
      long startNanos) {
    List<String> shown = prefix.accept(words.stream().map(Hypothesis.Spoken::text).toList());
    int stableWords = prefix.words();
    String stable = String.join(" ", shown.subList(0, stableWords));
    int covered = words.size() > stableWords ? words.get(stableWords).startFrame() : frames;
    Transcript.Builder builder =
        Transcript.newBuilder()
            .setUtteranceId(utteranceId)
            .setText(String.join(" ", shown))
            .setStableChars(stable.length())
            .setStableMs(covered * Cepstra.FRAME_MILLIS)
            .setAudioMs(frames * Cepstra.FRAME_MILLIS)
            .setComputeUs((System.nanoTime() - startNanos) / 1000);
    if (words.size() >= stableWords) {
      words.subList(0, stableWords).forEach(w -> builder.addWords(timed(w)));
    }
    return builder.build();
  }

  private static Word timed(Hypothesis.Spoken word) {
    return Word.newBuilder()
        .setText(word.text())
        .setStartMs(word.startFrame() * Cepstra.FRAME_MILLIS)
        .setEndMs(word.endFrame() * Cepstra.FRAME_MILLIS)
        .build();
  }

  static Transcript finished(
      long utteranceId, Hypothesis hypothesis, Judgement judgement, int frames) {
    Transcript.Builder builder =
        Transcript.newBuilder()
            .setUtteranceId(utteranceId)
            .setFinal(true)
            .setVerdict(judgement.verdict())
            .setStableMs(frames * Cepstra.FRAME_MILLIS)
            .setAudioMs(frames * Cepstra.FRAME_MILLIS);
    if (judgement.verdict() == Verdict.NO_SPEECH) {
      return builder.build();
    }
    List<Hypothesis.Spoken> words = SpokenText.written(hypothesis.words());
    String text = SpokenText.text(words);
    words.forEach(w -> builder.addWords(timed(w)));
    return builder
        .setText(text)
        .setStableChars(text.length())
        .setConfidence(judgement.confidence())
        .build();
  }
}
