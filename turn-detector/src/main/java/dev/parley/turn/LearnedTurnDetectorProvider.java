package dev.parley.turn;

import dev.parley.turn.model.ShippedModel;
import dev.parley.turn.model.TurnModel;

/** Detectors on a trained model. */
public final class LearnedTurnDetectorProvider implements TurnDetectorProvider {
  private final TurnModel model;

  /** On the model that comes with this module. */
  public LearnedTurnDetectorProvider() {
    this(ShippedModel.get());
  }

  public LearnedTurnDetectorProvider(TurnModel model) {
    this.model = model;
  }

  @Override
  public String name() {
    return LEARNED;
  }

  @Override
  public TurnDetector open() {
    return new LearnedTurnDetector(model);
  }
}
