package dev.parley.stt.sphinx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrigramTest {
  private final Trigram model = hotel();

  @Test
  void everyHistorySumsToOneWithWhatItLeavesToShorterOnes() {
    int words = model.words().size();
    for (int a = 0; a < words; a++) {
      double bigrams = 0;
      for (int w = 0; w < words; w++) {
        bigrams += model.probability(a, w);
      }
      assertEquals(1, bigrams, 1e-9, "after " + model.words().get(a));
      for (int b = 0; b < words; b++) {
        double trigrams = 0;
        for (int w = 0; w < words; w++) {
          trigrams += model.probability(a, b, w);
        }
        assertEquals(
            1, trigrams, 1e-9, "after " + model.words().get(a) + " " + model.words().get(b));
      }
    }
  }

  @Test
  void whatWasSaidIsLikelierThanWhatWasNot() {
    int book = model.words().indexOf("book");
    int a = model.words().indexOf("a");
    int room = model.words().indexOf("room");
    assertTrue(model.probability(book, a, room) > model.probability(book, a, book));
    assertTrue(model.probability(book, a, book) > 0);
  }

  @Test
  void depthTellsHowMuchOfTheHistoryWasSeen() {
    int book = model.words().indexOf("book");
    int a = model.words().indexOf("a");
    int room = model.words().indexOf("room");
    assertEquals(2, model.depth(book, a, room));
    assertEquals(1, model.depth(room, a, room));
    assertEquals(0, model.depth(a, room, book));
  }

  private static Trigram hotel() {
    Trigram.Counts counts = new Trigram.Counts();
    counts.add(List.of("book", "a", "room"), 1);
    counts.add(List.of("book", "a", "table"), 0.25);
    counts.add(List.of("today"), 3);
    return counts.model();
  }
}
