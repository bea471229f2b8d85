package dev.parley.gateway.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import dev.parley.gateway.simulate.Scenario.OverlapVerdict;
import dev.parley.gateway.simulate.Scenario.Reply;
import dev.parley.gateway.simulate.Scenario.Speech;
import dev.parley.gateway.simulate.Scenario.UserUtterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
  @Test
  void whatIsLeftOutIsOrdinary() {
    Scenario scenario =
        Scenario.parse(
            """
            {"name": "short",
             "user": [{"start": 500, "end": 1500, "text": "Hello"}],
             "llm": [{"input": "Hello", "content": "Good day."}]}
            """);

    assertEquals(
        new Scenario(
            "short",
            "",
            true,
            0,
            List.of(
                new UserUtterance(
                    500,
                    1_500,
                    "Hello",
                    false,
                    200,
                    0.95,
                    List.of(new OverlapVerdict(200, 0.6), new OverlapVerdict(500, 0.9)))),
            List.of(new Reply("Hello", "Good day.", 100, 300, "", 200, false)),
            new Speech(200, 60),
            20_000),
        scenario);
  }

  @Test
  void verdictsReplaceThoseOfTheClass() {
    UserUtterance spoken =
        Scenario.parse(
                """
                {"name": "x",
                 "user": [{"start": 1, "end": 2, "class": "noise", "verdicts": [[300, 0.7]]}]}
                """)
            .user()
            .getFirst();

    assertEquals(List.of(new OverlapVerdict(300, 0.7)), spoken.verdicts());
  }

  @Test
  void fieldsItDoesNotKnowAreForOthers() {
    assertEquals("x", Scenario.parse("{\"name\": \"x\", \"expect\": {\"a\": 1}}").name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'user': []}                                     | name: expected a text, found none",
        "{'name': 7}                                      | name: expected a text, found 7",
        "{'name': 'x', 'transport': 'tin can'}            | transport: expected pausable or"
            + " clear_only, found 'tin can'",
        "{'name': 'x', 'until': -1}                       | until: expected 0 to 3600000 ms,"
            + " found -1",
        "{'name': 'x', 'until': 'noon'}                   | until: expected 0 to 3600000 ms,"
            + " found 'noon'",
        "{'name': 'x', 'disclosure': 600001}              | disclosure: expected 0 to 600000 ms,"
            + " found 600001",
        "{'name': 'x', 'tts': 7}                          | tts: expected an object, found 7",
        "{'name': 'x', 'tts': {'ms_per_char': 1001}}      | tts.ms_per_char: expected 0 to 1000"
            + " ms, found 1001",
        "{'name': 'x', 'user': 3}                         | user: expected a list of objects,"
            + " found 3",
        "{'name': 'x', 'user': [{'start': 1}, 3]}         | user[1]: expected an object, found 3",
        "{'name': 'x', 'user': [{'end': 3}]}              | user[0].start: expected ms since the"
            + " call began, found none",
        "{'name': 'x', 'user': [{'start': 'a'}]}          | user[0].start: expected 0 to 3600000"
            + " ms, found 'a'",
        "{'name': 'x', 'user': [{'start': 5, 'end': 3}]}  | user[0].end: expected at least start,"
            + " found 5 to 3",
        "{'name': 'x', 'user': [{'start': 5, 'text': 1}]} | user[0].text: expected a text, found 1",
        "{'name': 'x', 'user': [{'start': 5, 'eot': 2}]}  | user[0].eot: expected a probability,"
            + " found 2.0",
        "{'name': 'x', 'user': [{'start': 5, 'eot': []}]} | user[0].eot: expected a probability,"
            + " found []",
        "{'name': 'x', 'user': [{'start': 5, 'typed': 1}]} | user[0].typed: expected true or"
            + " false, found 1",
        "{'name': 'x', 'user': [{'start': 5, 'class': 'sneeze'}]} | user[0].class: expected"
            + " interrupt, backchannel, noise or turn, found 'sneeze'",
        "{'name': 'x', 'user': [{'start': 5, 'verdicts': [[1]]}]} | user[0].verdicts: expected"
            + " [[ms, p], ...], found [1]",
        "{'name': 'x', 'user': [{'start': 5, 'verdicts': [[-1, 0.5]]}]} | user[0].verdicts:"
            + " expected [[ms, p], ...], found [-1,0.5]",
        "{'name': 'x', 'user': [{'start': 5, 'verdicts': [[1, 1.5]]}]} | user[0].verdicts:"
            + " expected a probability, found 1.5",
        "{'name': 'x', 'llm': [{}, {'ttft': -5}]}         | llm[1].ttft: expected 0 to 600000 ms,"
            + " found -5",
        "{'name': 'x', 'llm': [{'fail': 'yes'}]}          | llm[0].fail: expected true or false,"
            + " found 'yes'",
      })
  void aBadValueIsNamedWithItsPlace(String json, String complaint) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Scenario.parse(json.replace('\'', '"')));

    assertEquals(complaint, Objects.requireNonNull(e.getMessage()).replace('"', '\''));
  }

  @Test
  void aFileThatIsNoJsonIsNamedInOneLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("half.json"), "{\"name\": \"x\",\n \"us");

    UserError e = assertThrows(UserError.class, () -> Scenario.read(file));

    String message = Objects.requireNonNull(e.getMessage());
    assertTrue(message.startsWith(file + " is not JSON: "), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("none.json");

    UserError e = assertThrows(UserError.class, () -> Scenario.read(file));

    assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
  }
}
