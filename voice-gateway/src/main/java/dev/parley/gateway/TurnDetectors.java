package dev.parley.gateway;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.turn.LearnedTurnDetectorProvider;
import dev.parley.turn.TurnDetectorProvider;
import dev.parley.turn.model.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The turn detector that the settings ask for. */
final class TurnDetectors {
  private TurnDetectors() {}

  /**
   * @throws UserError when it isn't there
   */
  static TurnDetectorProvider chosen(Settings settings) {
    String name = settings.text(GatewaySettings.TURN_DETECTOR);
    String model = settings.text(GatewaySettings.TURN_MODEL);
    if (!model.isEmpty()) {
      if (!name.equals(TurnDetectorProvider.LEARNED)) {
        throw new UserError(
            "gateway.turn-model: expected it empty with gateway.turn-detector="
                + name
                + ", as only '"
                + TurnDetectorProvider.LEARNED
                + "' reads a model; found "
                + model);
      }
      return withModel(model);
    }
    try {
      return TurnDetectorProvider.named(name);
    } catch (IllegalArgumentException e) {
      throw new UserError("gateway.turn-detector: " + e.getMessage(), e);
    }
  }

  private static TurnDetectorProvider withModel(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new LearnedTurnDetectorProvider(ModelFile.read(in, file));
    } catch (IOException | InvalidPathException e) {
      throw new UserError("gateway.turn-model: cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
