package dev.parley.turn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PauseFeaturesTest {
  @Test
  void voiceBeyondTheLastWordIsNoticedAlsoWhenItComesAfterTheWords() {
    PauseMoment known = moment();
    known.unheard = 0.3f;
    PauseFeatures before = ShippedModel.get().pauseFeatures();
    before.words(known);

    PauseMoment later = moment();
    PauseFeatures after = ShippedModel.get().pauseFeatures();
    after.words(later);
    later.unheard = 0.3f;

    assertArrayEquals(row(before, known), row(after, later));
  }

  @Test
  void wordsAreWeighedOtherwiseWhereOneIsMissing() {
    Tokens said = moment().said;
    int[] whole = new int[Ngrams.MOST];
    int[] broken = new int[Ngrams.MOST];

    int n = Ngrams.ofEnding(said, new Tokens(), whole);

    assertEquals(n, Ngrams.ofBroken(said, new Tokens(), broken));
    for (int key : Arrays.copyOf(broken, n)) {
      assertFalse(Arrays.stream(whole, 0, n).anyMatch(k -> k == key));
    }
  }

  private static PauseMoment moment() {
    PauseMoment m = new PauseMoment();
    for (String word : "i would like a room".split(" ")) {
      m.said.add(word);
    }
    m.sincePause = 0.2f;
    m.turnWords = 5;
    m.turn = 1.5f;
    new Pace().fill(m);
    return m;
  }

  private static float[] row(PauseFeatures features, PauseMoment m) {
    float[] row = new float[PauseFeatures.COUNT];
    features.fill(m, row);
    return row;
  }
}
