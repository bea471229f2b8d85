package dev.parley.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.turn.model.TurnModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnDetectorsTest {
  @Test
  void theShippedModelIsTheDefault() {
    assertEquals("learned", TurnDetectors.chosen(settings(Map.of())).name());
  }

  @Test
  void anUnknownNameIsToldWithThoseThereAre() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> TurnDetectors.chosen(settings(Map.of("gateway.turn-detector", "psychic"))));

    assertTrue(error.toString().contains("psychic"), error.toString());
    assertTrue(error.toString().contains("learned"), error.toString());
  }

  @Test
  void aModelOfOnesOwnIsReadFromItsFile(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("own.gz");
    try (InputStream shipped = TurnModel.class.getResourceAsStream("turn-model.gz")) {
      Files.copy(Objects.requireNonNull(shipped), file);
    }

    assertEquals(
        "learned",
        TurnDetectors.chosen(settings(Map.of("gateway.turn-model", file.toString()))).name());
  }

  @Test
  void aFileThatIsNoModelIsNamed(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("no-model.gz"), "no model");

    for (String path : new String[] {file.toString(), dir.resolve("absent").toString()}) {
      UserError error =
          assertThrows(
              UserError.class,
              () -> TurnDetectors.chosen(settings(Map.of("gateway.turn-model", path))));
      assertTrue(error.toString().contains(path), error.toString());
    }
  }

  private static Settings settings(Map<String, String> values) {
    return Settings.of(GatewaySettings.all(), values);
  }
}
