package dev.parley.stt.sphinx;

import dev.parley.proto.v1.Transcript.Verdict;

/** Tells speech of the domain from other speech and from noise. Immutable. */
final class Judge {
  Judgement of(Hypothesis hypothesis) {
    return hypothesis.words().isEmpty()
        ? new Judgement(Verdict.NO_SPEECH, 0)
        : new Judgement(Verdict.RECOGNISED, 1);
  }
}
