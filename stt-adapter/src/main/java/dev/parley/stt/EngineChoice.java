package dev.parley.stt;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which engine the settings mean, and why.
 *
 * @param reason for people: "chosen by stt.engine", "auto: no verified Whisper model found"
 */
record EngineChoice(EngineFactory factory, String reason) {
  /** Best first: what auto tries. */
  private static final List<String> PREFERENCE = List.of("whisper", "sphinx");

  static EngineChoice of(Settings settings, List<EngineFactory> factories) {
    String wanted = settings.text(SttSettings.ENGINE);
    return wanted.equals(SttSettings.AUTO)
        ? best(settings, factories)
        : named(wanted, settings, factories);
  }

  private static EngineChoice named(
      String wanted, Settings settings, List<EngineFactory> factories) {
    EngineFactory factory =
        find(wanted, factories)
            .orElseThrow(
                () ->
                    new UserError(
                        "speech-to-text engine '"
                            + wanted
                            + "' is not part of this build; set "
                            + SttSettings.ENGINE.key()
                            + " to one of "
                            + String.join(
                                ", ", factories.stream().map(EngineFactory::name).toList())
                            + " or auto"));
    return new EngineChoice(
        factory,
        "chosen by " + SttSettings.ENGINE.key() + " (" + settings.origin(SttSettings.ENGINE) + ")");
  }

  private static EngineChoice best(Settings settings, List<EngineFactory> factories) {
    List<String> obstacles = new ArrayList<>();
    for (String name : PREFERENCE) {
      Optional<EngineFactory> factory = find(name, factories);
      if (factory.isEmpty()) {
        continue;
      }
      Optional<String> obstacle = factory.get().unavailable(settings);
      if (obstacle.isEmpty()) {
        return new EngineChoice(
            factory.get(),
            obstacles.isEmpty()
                ? "auto: the best there is"
                : "auto: " + String.join("; ", obstacles));
      }
      obstacles.add(name + ": " + obstacle.get());
    }
    throw new UserError(
        "no speech-to-text engine can run ("
            + (obstacles.isEmpty() ? "none is part of this build" : String.join("; ", obstacles))
            + ")");
  }

  private static Optional<EngineFactory> find(String name, List<EngineFactory> factories) {
    return factories.stream().filter(f -> f.name().equals(name)).findFirst();
  }
}
