package dev.parley.stt.sphinx;

import dev.parley.proto.v1.Transcript.Verdict;

/**
 * Tells speech of the domain from other speech and from noise: a logistic regression on {@link
 * Evidence}. Immutable.
 *
 * <p>What tells other speech is the trigram: forced into the domain's words it gives sequences
 * nobody says. What tells coughs and noise is that they are not voiced and that the acoustic
 * model's own noise explains them nearly as well as the words. README.md has the figures.
 */
final class Judge {
  private static final double THRESHOLD = 0.5;

  // ridge regression (0.5 on standardised values) over 332 utterances of the built-in hotel and 255
  // others that gave words: synthetic voices, half of them with noise at 20 dB; recordings
  // (weighing 8 times in the domain, 2 times outside it); noises; coughs and the like (weighing
  // half). Misheard sentences of the domain were left out.
  private static final double LANGUAGE_SCORE = 1.5779;
  private static final double KNOWN_SHARE = 5.7515;
  private static final double VOICED_SHARE = 5.8432;
  private static final double NOISE_MARGIN = 0.6446;
  private static final double OFFSET = -5.7510;

  private final Trigram trigram;

  Judge(Trigram trigram) {
    this.trigram = trigram;
  }

  Judgement of(Hypothesis hypothesis, Cepstra cepstra) {
    if (hypothesis.words().isEmpty()) {
      return new Judgement(Verdict.NO_SPEECH, 0);
    }
    double confidence = confidence(Evidence.of(hypothesis, trigram, cepstra));
    return new Judgement(
        confidence >= THRESHOLD ? Verdict.RECOGNISED : Verdict.NOT_UNDERSTOOD, (float) confidence);
  }

  private static double confidence(Evidence evidence) {
    double sum =
        OFFSET
            + LANGUAGE_SCORE * evidence.languageScore()
            + KNOWN_SHARE * evidence.knownShare()
            + VOICED_SHARE * evidence.voicedShare()
            + NOISE_MARGIN * evidence.noiseMargin();
    return 1 / (1 + Math.exp(-sum));
  }
}
