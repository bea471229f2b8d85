package dev.parley.tts.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpokenTextTest {

  @Test
  void everySentenceIsAPiece() {
    assertEquals(
        List.of("Yes.", "What else?", "We have rooms"), pieces("Yes. What else? We have rooms", 9));
  }

  @Test
  void aLongSentenceIsCutAtAComma() {
    assertEquals(
        List.of("one two three four,", "five six seven eight nine ten."),
        pieces("one two three four, five six seven eight nine ten.", 6));
  }

  @Test
  void aLongSentenceWithoutCommasIsCutWhereItIsFull() {
    assertEquals(List.of("a b c", "d e f", "g"), pieces("a b c d e f g", 3));
  }

  @Test
  void whatComesFromOnePlaceStaysTogether() {
    assertEquals(
        List.of("it costs just", "twelve dollars and fifty cents"),
        pieces("it costs just $12.50", 5));
  }

  @Test
  void nothingGivesNoPieces() {
    assertEquals(List.of(), pieces("...", 5));
  }

  private static List<String> pieces(String text, int maxWords) {
    return TextPreparation.prepare(text).pieces(maxWords, 1_000).stream()
        .map(SpokenText::text)
        .toList();
  }
}
