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
    String stable = String.join(" ", shown.subList(0, prefix.words()));
    return Transcript.newBuilder()
        .setUtteranceId(utteranceId)
        .setText(String.join(" ", shown))
        .setStableChars(stable.length())
        .setAudioMs(frames * Cepstra.FRAME_MILLIS)
        .setComputeUs((System.nanoTime() - startNanos) / 1000)
        .build();
  }

  static Transcript finished(
      long utteranceId, Hypothesis hypothesis, Judgement judgement, int frames) {
    Transcript.Builder builder =
        Transcript.newBuilder()
            .setUtteranceId(utteranceId)
            .setFinal(true)
            .setVerdict(judgement.verdict())
            .setAudioMs(frames * Cepstra.FRAME_MILLIS);
    if (judgement.verdict() == Verdict.NO_SPEECH) {
      return builder.build();
    }
    List<Hypothesis.Spoken> words = SpokenText.written(hypothesis.words());
    String text = SpokenText.text(words);
    for (Hypothesis.Spoken word : words) {
      builder.addWords(
          Word.newBuilder()
              .setText(word.text())
              .setStartMs(word.startFrame() * Cepstra.FRAME_MILLIS)
              .setEndMs(word.endFrame() * Cepstra.FRAME_MILLIS));
    }
    return builder
        .setText(text)
        .setStableChars(text.length())
        .setConfidence(judgement.confidence())
        .build();
  }
}
