package dev.parley.stt.sphinx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StablePrefixTest {
  private final StablePrefix prefix = new StablePrefix();

  @Test
  void wordsStandOnceTwoHypothesesAgreeExceptTheNewest() {
    prefix.accept(List.of("book", "a"));
    assertEquals(0, prefix.words());
    prefix.accept(List.of("book", "a", "room"));
    assertEquals(1, prefix.words());
    prefix.accept(List.of("book", "a", "room"));
    assertEquals(2, prefix.words());
  }

  @Test
  void whatStandsIsNeverTakenBack() {
    prefix.accept(List.of("two", "thirty", "p"));
    prefix.accept(List.of("two", "thirty", "p"));
    assertEquals(
        List.of("two", "thirty", "people"), prefix.accept(List.of("to", "dirty", "people")));
    assertEquals(2, prefix.words());
  }

  @Test
  void aShorterHypothesisKeepsWhatStands() {
    prefix.accept(List.of("one", "two", "three"));
    prefix.accept(List.of("one", "two", "three"));
    assertEquals(List.of("one", "two"), prefix.accept(List.of("one")));
  }
}
