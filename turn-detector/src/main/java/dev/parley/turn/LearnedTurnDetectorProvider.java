package dev.parley.turn;

import dev.parley.turn.model.ShippedModel;

/** Detectors on the shipped model. */
public final class LearnedTurnDetectorProvider implements TurnDetectorProvider {
  @Override
  public String name() {
    return LEARNED;
  }

  @Override
  public TurnDetector open() {
    return new LearnedTurnDetector(ShippedModel.get());
  }
}
