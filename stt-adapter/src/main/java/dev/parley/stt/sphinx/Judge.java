package dev.parley.stt.sphinx;

import dev.parley.proto.v1.Transcript.Verdict;

/**
 * Tells speech of the domain from other speech and from noise: a logistic regression on {@link
 * Evidence}. Immutable.
 *
 * <p>The coefficients come from sentences of the built-in hotel and others outside it, in synthetic
 * voices with and without noise at 20 dB, real recordings, and coughs and noises; misheard
 * sentences of the domain were left out. What tells them apart is above all the trigram: speech
 * from elsewhere forced into the domain's words gives word sequences nobody says.
 */
final class Judge {
  private static final double THRESHOLD = 0.5;
  // one loud wrong word in a sentence must not outweigh the rest
  private static final double MAX_WORST_LOSS = 10;

  private static final double MEAN_LOSS = -2.9682;
  private static final double WORST_LOSS = 0.6881;
  private static final double LANGUAGE_SCORE = 0.9531;
  private static final double KNOWN_SHARE = 8.0246;
  private static final double SHORTNESS = 0.9787;
  private static final double OFFSET = -4.4416;

  private final Trigram trigram;

  Judge(Trigram trigram) {
    this.trigram = trigram;
  }

  Judgement of(Hypothesis hypothesis) {
    if (hypothesis.words().isEmpty()) {
      return new Judgement(Verdict.NO_SPEECH, 0);
    }
    double confidence = confidence(Evidence.of(hypothesis, trigram));
    return new Judgement(
        confidence >= THRESHOLD ? Verdict.RECOGNISED : Verdict.NOT_UNDERSTOOD, (float) confidence);
  }

  private static double confidence(Evidence evidence) {
    double sum =
        OFFSET
            + MEAN_LOSS * evidence.meanLoss()
            + WORST_LOSS * Math.min(evidence.worstLoss(), MAX_WORST_LOSS)
            + LANGUAGE_SCORE * evidence.languageScore()
            + KNOWN_SHARE * evidence.knownShare()
            + SHORTNESS / evidence.words();
    return 1 / (1 + Math.exp(-sum));
  }
}
