package dev.parley.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
  private static final String POOL =
      """
      {"name": "NAME",
       "why": "asked and answered",
       "user": [{"start": 500, "end": 1500, "text": "Is there a pool?"}],
       "llm": [{"input": "Is there a pool?", "content": "There is, on the roof."}],
       "until": 5000}
      """;

  @TempDir Path folder;

  @Test
  void everyScenarioIsOneLineOfJsonInTheOrderOfTheFiles() throws IOException {
    CommandLineRun run = simulate(file("second"), file("first"));

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("", run.err());
    List<JsonObject> lines = run.outLines().stream().map(JsonObject::new).toList();
    assertEquals(List.of("second", "first"), lines.stream().map(l -> l.getString("name")).toList());
    assertEquals(
        "There is, on the roof.",
        lines.getFirst().getJsonArray("bot_audio").getJsonObject(0).getString("heard_text"));
  }

  @Test
  void theFieldsStandInTheAgreedForm() throws IOException {
    JsonObject line = new JsonObject(simulate(file("pool")).out());

    assertEquals(
        List.of(
            "name",
            "bot_audio",
            "ducks",
            "llm_calls",
            "tool_calls",
            "user_turns",
            "context",
            "latency",
            "overlaps",
            "outcomes",
            "sent_ahead_max"),
        List.copyOf(line.fieldNames()));
  }

  @Test
  void twoRunsAreTheSameToTheByte() throws IOException {
    String file = file("pool");

    assertEquals(simulate(file).out(), simulate(file).out());
  }

  @Test
  void theTimelineIsForPeople() throws IOException {
    CommandLineRun run = simulate("--timeline", file("pool"));

    assertEquals(0, run.exitCode(), run.err());
    assertEquals("pool: asked and answered", run.outLines().getFirst());
    assertTrue(run.outLines().stream().anyMatch(l -> l.startsWith("caller  ")), run.out());
    assertTrue(run.out().contains("  1.875  turn \"Is there a pool?\""), run.out());
    assertTrue(run.outLines().stream().allMatch(l -> l.length() <= 200), run.out());
  }

  @Test
  void aBadValueIsOneLineThatNamesFileAndFieldAndNothingIsRun() throws IOException {
    Path bad =
        Files.writeString(
            folder.resolve("bad.json"), "{\"name\": \"x\", \"user\": [{\"start\": \"noon\"}]}");

    CommandLineRun run = simulate(file("pool"), bad.toString());

    assertEquals(2, run.exitCode());
    assertEquals("", run.out());
    assertEquals(
        "parley: " + bad + ": user[0].start: expected 0 to 3600000 ms, found \"noon\"\n",
        run.err());
  }

  @Test
  void aFileThatIsNotThereIsOneLine() {
    CommandLineRun run = simulate(folder.resolve("none.json").toString());

    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("none.json"), run.err());
  }

  @Test
  void withoutAFileItTellsWhatItNeeds() {
    CommandLineRun run = simulate();

    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("FILE.json"), run.err());
  }

  /** The page for users names every field of the form, in and out. */
  @Test
  void thePageForUsersShowsWhatTheCommandPrints() throws IOException {
    Path root = ParleyTest.root();
    String page = Files.readString(root.resolve("docs/simulator.md"));
    Path example =
        root.resolve("voice-gateway/src/test/resources/dev/parley/gateway/simulate/mm_hmm.json");

    CommandLineRun run = simulate("--timeline", example.toString());

    assertTrue(
        page.contains(Objects.requireNonNull(run.out()).strip()),
        "put this into docs/simulator.md:\n" + run.out());
  }

  private String file(String name) throws IOException {
    return Files.writeString(folder.resolve(name + ".json"), POOL.replace("NAME", name)).toString();
  }

  private static CommandLineRun simulate(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "simulate";
    System.arraycopy(args, 0, all, 1, args.length);
    return CommandLineRun.of(all);
  }
}
