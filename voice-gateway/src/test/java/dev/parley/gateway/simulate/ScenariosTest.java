package dev.parley.gateway.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.parley.gateway.conversation.TurnRules;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every conversation in the resources beside this class has the course that its file expects, and
 * the same on every run. The expectations are {@link Expectation}'s.
 */
class ScenariosTest {
  private static final int COLUMNS = 120;

  @TestFactory
  Stream<DynamicTest> everyScenarioTakesItsCourse() throws IOException, URISyntaxException {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(nameOf(file), file.toUri(), () -> takesItsCourse(file)));
  }

  @Test
  void thereAreEnoughOfThemAndEachIsNamedLikeItsFile() throws IOException, URISyntaxException {
    List<Path> files = files();
    assertTrue(files.size() >= 30, "found " + files);
    for (Path file : files) {
      assertEquals(nameOf(file), Scenario.read(file).name());
    }
  }

  private static void takesItsCourse(Path file) throws IOException {
    Scenario scenario = Scenario.read(file);
    JsonObject expected = new JsonObject(Files.readString(file)).getJsonObject("expect");
    assertFalse(expected.isEmpty(), file + " expects nothing");
    Result result = Simulation.run(scenario, TurnRules.standard());
    List<String> missed = Expectation.missed(expected, result);
    if (!missed.isEmpty()) {
      fail(told(missed, result));
    }
    assertEquals(
        ResultJson.of(result).encode(),
        ResultJson.of(Simulation.run(scenario, TurnRules.standard())).encode(),
        "two runs differ");
  }

  static String told(List<String> missed, Result result) {
    return String.join("\n", missed)
        + "\n\n"
        + String.join("\n", TimelineText.of(result, COLUMNS))
        + "\n\n"
        + ResultJson.of(result).encodePrettily();
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".json", "");
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    URL one = ScenariosTest.class.getResource("plain_question.json");
    if (one == null) {
      throw new IllegalStateException("expected the scenarios beside " + ScenariosTest.class);
    }
    try (Stream<Path> all = Files.list(Path.of(one.toURI()).resolveSibling("."))) {
      return all.map(Path::normalize).filter(p -> p.toString().endsWith(".json")).sorted().toList();
    }
  }
}
