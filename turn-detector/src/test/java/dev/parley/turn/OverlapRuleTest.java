package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverlapRuleTest {
  @ParameterizedTest
  @CsvSource({"100, .37", "400, .56", "790, .74", "800, .83", "1500, .96", "60000, .96"})
  void aSoundThatGoesOnWithoutWordsBecomesLikelier(int millis, double expected) {
    assertEquals(expected, OverlapRule.interruption(millis, true, ""));
  }

  @ParameterizedTest
  @CsvSource({"300, .1", "599, .1", "700, .26", "1200, .74", "2000, .97"})
  void aSoundThatIsOverCountsByItsLength(int millis, double expected) {
    assertEquals(expected, OverlapRule.interruption(millis, false, ""));
  }

  @ParameterizedTest
  @CsvSource({"mm-hmm", "Yeah.", "'okay, right'", "'uh-huh, I see'"})
  void agreementIsNoInterruption(String words) {
    assertTrue(OverlapRule.interruption(400, false, words) < .2);
    assertTrue(OverlapRule.interruption(700, true, words) < .8);
  }

  @ParameterizedTest
  @CsvSource({"stop", "'Wait, please'", "no", "'yeah but hold on'"})
  void wordsThatStopAMachineAreOne(String words) {
    assertEquals(.95, OverlapRule.interruption(200, true, words));
    assertEquals(.95, OverlapRule.interruption(200, false, words));
  }

  @Test
  void severalWordsAreOneAndASingleOneOnlyWhileTheSoundGoesOn() {
    assertEquals(.94, OverlapRule.interruption(900, false, "is there a pool"));
    assertEquals(.95, OverlapRule.interruption(900, true, "is there"));
    assertEquals(.1, OverlapRule.interruption(400, false, "seven"));
  }
}
