package dev.parley.turn.example;

import dev.parley.turn.TurnDetector;
import dev.parley.turn.TurnDetectorProvider;

/** Found by its name through {@code META-INF/services/dev.parley.turn.TurnDetectorProvider}. */
public final class PatientTurnDetectorProvider implements TurnDetectorProvider {
  @Override
  public String name() {
    return "patient";
  }

  @Override
  public TurnDetector open() {
    return new PatientTurnDetector();
  }
}
