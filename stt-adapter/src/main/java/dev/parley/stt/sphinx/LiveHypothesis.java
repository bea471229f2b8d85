package dev.parley.stt.sphinx;

import java.util.List;

/**
 * Follows an open utterance, a step at a time, with the mean of what was heard so far. Mutable,
 * owned by one utterance.
 */
final class LiveHypothesis {
  private static final int PRIOR_FRAMES = 50;

  private final Decoder decoder;
  private final float[] prior;
  private final float[] features = new float[PtmModel.STREAMS * PtmModel.DIMENSIONS];
  private final StablePrefix prefix = new StablePrefix();

  LiveHypothesis(Decoder decoder, float[] prior) {
    this.decoder = decoder;
    this.prior = prior;
    decoder.start();
  }

  Decoder decoder() {
    return decoder;
  }

  /** Frames that came but are not decoded yet. */
  int lag(Cepstra cepstra) {
    return Math.max(0, cepstra.count() - Features.LOOKAHEAD - decoder.frames());
  }

  /** Decodes what came; the words to show. */
  List<Hypothesis.Spoken> follow(Cepstra cepstra) {
    float[] mean = Features.mean(cepstra, cepstra.count(), prior, PRIOR_FRAMES);
    int end = cepstra.count() - Features.LOOKAHEAD;
    for (int frame = decoder.frames(); frame < end; frame++) {
      Features.compute(cepstra, cepstra.count(), frame, mean, features);
      decoder.frame(features);
    }
    return decoder.frames() == 0 ? List.of() : SpokenText.written(decoder.best().words());
  }

  StablePrefix prefix() {
    return prefix;
  }
}
