package dev.parley.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Makes turn detectors; found with {@link ServiceLoader}. Name yours in {@code
 * META-INF/services/dev.parley.turn.TurnDetectorProvider}.
 */
public interface TurnDetectorProvider {
  /** The detector that comes with this module. */
  String LEARNED = "learned";

  /** By which the settings choose it. */
  String name();

  /** A detector for one call; may be called from any thread. */
  TurnDetector open();

  /** The provider with this name. */
  static TurnDetectorProvider named(String name) {
    List<String> found = new ArrayList<>();
    for (TurnDetectorProvider provider : ServiceLoader.load(TurnDetectorProvider.class)) {
      if (provider.name().equals(name)) {
        return provider;
      }
      found.add(provider.name());
    }
    throw new IllegalArgumentException(
        "no turn detector is named '" + name + "'; on the class path are " + found);
  }
}
