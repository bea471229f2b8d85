package dev.parley.turn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void aNewCallerIsLikeOthers() {
    PauseMoment m = known(new Pace());

    assertEquals(0.55f, m.usualPause, 1e-6);
    assertEquals(1.2f / 7, m.endShare, 1e-6);
    assertEquals(PauseMoment.UNKNOWN, m.lastTurnWords);
  }

  @Test
  void aCallerWhoPausesInsideTurnsEndsThemSeldom() {
    Pace hesitant = new Pace();
    Pace brisk = new Pace();
    for (int i = 0; i < 10; i++) {
      hesitant.paused(0.4);
      brisk.turned(2, 5);
    }

    assertTrue(known(hesitant).endShare < known(new Pace()).endShare);
    assertTrue(known(brisk).endShare > known(new Pace()).endShare);
    assertTrue(known(brisk).usualTurn < known(new Pace()).usualTurn);
    assertEquals(5, known(brisk).lastTurnWords);
  }

  @Test
  void nobodyWaitsWithoutBoundForASlowSpeaker() {
    Pace slow = new Pace();
    for (int i = 0; i < 1000; i++) {
      slow.paused(60);
    }

    assertEquals(1.2f, known(slow).usualPause, 1e-6);
  }

  @Test
  void aCopyDoesNotLearnOn() {
    Pace pace = new Pace();
    pace.paused(0.9);
    Pace copy = pace.copy();
    pace.turned(9, 30);

    assertEquals(0, known(copy).turns);
    assertTrue(known(copy).usualPause > known(new Pace()).usualPause);
  }

  private static PauseMoment known(Pace pace) {
    PauseMoment m = new PauseMoment();
    pace.fill(m);
    return m;
  }
}
