package dev.parley.adapter.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnowledgeTest {
  private static final Knowledge HOTEL = Knowledge.load(Optional.empty());

  @TempDir private Path folder;

  @Test
  void theBuiltInHotelHasFactsEnoughForADemo() {
    assertTrue(HOTEL.facts().size() >= 80, "facts: " + HOTEL.facts().size());
    assertTrue(
        HOTEL.facts().stream().allMatch(f -> f.questions().size() >= 3),
        "every fact has at least three questions");
  }

  @Test
  void theBuiltInHotelIsWrittenAsCallersSpeak() {
    List<String> unspoken =
        Stream.concat(
                HOTEL.facts().stream().flatMap(f -> f.questions().stream()),
                HOTEL.phrases().stream())
            .filter(text -> !text.matches("([a-z' ]|\\{[a-z_]+})+"))
            .toList();
    assertEquals(List.of(), unspoken);
  }

  @Test
  void answersHoldNothingThatCannotBeSpoken() {
    List<String> unspeakable =
        HOTEL.facts().stream()
            .map(Knowledge.Fact::answer)
            .filter(a -> !a.matches("[A-Za-z',. ?]+"))
            .toList();
    assertEquals(List.of(), unspeakable);
  }

  @Test
  void noQuestionBelongsToTwoFacts() {
    List<String> all = HOTEL.facts().stream().flatMap(f -> f.questions().stream()).toList();
    assertEquals(all.stream().distinct().toList(), all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "facts: [] | holds no facts; add at least one",
        "facts: [{id: a, topic: t, questions: [], answer: A.}] | fact 'a' has no questions",
        "facts: [{id: a, topic: t, questions: [x]}] | fact 'a' has no answer",
        "facts: [{id: a, questions: [x], answer: A.}] | fact 'a' has no topic",
        "facts: [{topic: t, questions: [x], answer: A.}] | fact number 1 has no id",
        "facts: [{id: a, topic: t, questions: ['for {size}'], answer: A.}] | uses {size}, which is not among",
        "facts: [{id: a, topic: t, questions: ['for {size'], answer: A.}] | a brace without its partner",
        "phrases: ['on {dya}'] | phrase 'on {dya}' uses {dya}",
        "classes: {day: []} | class 'day' is empty",
        "classes: {day: ['{month}']} | its members must be words, not slots",
      })
  void aMistakeIsNamedWithItsPlaceAndWhatToDo(String yaml, String expected) throws IOException {
    Path file = Files.writeString(folder.resolve("k.yaml"), "name: test\n" + yaml + "\n");
    UserError error =
        assertThrows(UserError.class, () -> Knowledge.load(Optional.of(file)), "accepted: " + yaml);
    assertTrue(String.valueOf(error.getMessage()).contains(expected), error.getMessage());
  }

  @Test
  void anIdMayStandThereOnlyOnce() throws IOException {
    String fact = "  - {id: a, topic: t, questions: [x], answer: A.}\n";
    Path file = Files.writeString(folder.resolve("k.yaml"), "name: test\nfacts:\n" + fact + fact);
    UserError error = assertThrows(UserError.class, () -> Knowledge.load(Optional.of(file)));
    assertTrue(String.valueOf(error.getMessage()).contains("fact 'a' stands there twice"));
  }

  @Test
  void aMissingFileIsNamed() {
    UserError error =
        assertThrows(
            UserError.class, () -> Knowledge.load(Optional.of(folder.resolve("none.yaml"))));
    assertTrue(String.valueOf(error.getMessage()).contains("check knowledge.file"));
  }
}
