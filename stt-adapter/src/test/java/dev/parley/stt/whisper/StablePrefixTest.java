package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.stt.whisper.StablePrefix.Shown;
import java.util.List;
import org.junit.jupiter.api.Test;

class StablePrefixTest {
  private final StablePrefix prefix = new StablePrefix();

  @Test
  void whatTwoHypothesesShareIsStable() {
    assertEquals(new Shown(List.of("I", "wood"), 0), hear("I wood"));
    assertEquals(new Shown(List.of("I", "would", "like"), 1), hear("I would like"));
    assertEquals(new Shown(List.of("I", "would", "like", "two"), 3), hear("I would like two"));
  }

  @Test
  void caseAndPunctuationDoNotMatter() {
    hear("Book, a");
    assertEquals(2, hear("book a room").stableWords());
  }

  @Test
  void aStableWordKeepsTheFormItWasFirstShownIn() {
    hear("Book a");
    hear("Book a room");
    assertEquals(List.of("Book", "a", "room"), hear("book A room!").words());
  }

  @Test
  void theFullStopOfAnEndThatWasNoneDoesNotStay() {
    hear("A room.");
    hear("A room.");
    assertEquals(List.of("A", "room", "please"), hear("A room please").words());
  }

  @Test
  void aLaterHypothesisDoesNotRetractStableWords() {
    hear("a room for");
    hear("a room for");
    assertEquals(new Shown(List.of("a", "room", "for"), 3), hear("the broom"));
    assertEquals(new Shown(List.of("a", "room", "for"), 3), hear("the broom"));
  }

  @Test
  void stableWordsBeyondTheCutBelongToTheRest() {
    hear("a room for two nights");
    hear("a room for two nights");
    assertEquals(List.of("a", "room", "for"), prefix.cut(List.of("a", "broom", "four")));
    assertEquals(new Shown(List.of("two", "nights", "please"), 2), hear("two nights please"));
  }

  private Shown hear(String hypothesis) {
    return prefix.hear(List.of(hypothesis.split(" ")));
  }
}
