package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpurtTest {
  @Test
  void aSecondOfSilenceBeginsANewSpurt() {
    List<Spurt> spurts =
        Spurt.of(List.of(word(0, 0.4, "two"), word(1.3, 1.5, "nights"), word(2.5, 2.8, "please")));

    assertEquals(List.of(0.0, 2.5), spurts.stream().map(Spurt::start).toList());
    assertEquals(List.of(1.5, 2.8), spurts.stream().map(Spurt::end).toList());
  }

  @Test
  void laughterIsSilence() {
    List<Spurt> spurts =
        Spurt.of(
            List.of(word(0, 0.4, "two"), word(0.5, 1.8, "[laughter]"), word(1.9, 2.2, "nights")));

    assertEquals(2, spurts.size());
  }

  @Test
  void nothingSaidIsNoSpurt() {
    assertEquals(List.of(), Spurt.of(List.of()));
  }

  private static SpokenWord word(double start, double end, String token) {
    return new SpokenWord(start, end, token, "", "");
  }
}
