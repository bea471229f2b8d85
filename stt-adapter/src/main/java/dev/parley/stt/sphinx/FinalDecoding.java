package dev.parley.stt.sphinx;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Decodes a whole utterance with its own mean. On a channel never heard before that decides
 * everything: live, half the words of a good recording can be wrong.
 */
final class FinalDecoding {
  private FinalDecoding() {}

  /** Empty when cancelled meanwhile. */
  static Optional<Hypothesis> run(
      Decoder decoder, Cepstra cepstra, float[] mean, BooleanSupplier cancelled) {
    float[] features = new float[PtmModel.STREAMS * PtmModel.DIMENSIONS];
    decoder.start();
    for (int frame = 0; frame < cepstra.count(); frame++) {
      if (cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      Features.compute(cepstra, cepstra.count(), frame, mean, features);
      decoder.frame(features);
    }
    return Optional.of(decoder.finish());
  }
}
