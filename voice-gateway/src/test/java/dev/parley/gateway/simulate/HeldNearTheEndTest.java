package dev.parley.gateway.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.conversation.Command;
import dev.parley.gateway.conversation.Timer;
import dev.parley.gateway.conversation.TurnRules;
import dev.parley.gateway.conversation.Voice;
import dev.parley.gateway.simulate.RunLog.Given;
import dev.parley.gateway.simulate.Scenario.OverlapVerdict;
import dev.parley.gateway.simulate.Scenario.Reply;
import dev.parley.gateway.simulate.Scenario.Speech;
import dev.parley.gateway.simulate.Scenario.UserUtterance;
import dev.parley.gateway.simulate.Simulation.Inside;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A long cough, taken for an interruption, when the last of an answer is on its way. */
class HeldNearTheEndTest {
  private static final String ANSWER = "It is ten o'clock in the morning, and all is so.";
  private static final long ENDS_AT = 4_000;

  private static Inside heldBeforeTheEnd(long millis, boolean canPause) {
    long perChar = 30;
    long from = ENDS_AT - ANSWER.length() * perChar;
    long hold = ENDS_AT - millis;
    return Simulation.runInside(
        new Scenario(
            "held near the end",
            "",
            canPause,
            0,
            List.of(
                new UserUtterance(from, from, "time", true, 0, 1, List.of()),
                new UserUtterance(
                    hold - 200,
                    hold + 1_600,
                    "",
                    false,
                    300,
                    1,
                    List.of(new OverlapVerdict(200, 0.9)))),
            List.of(new Reply("time", ANSWER, 0, 0, "", 0, false)),
            new Speech(0, perChar),
            20_000),
        TurnRules.standard());
  }

  @ParameterizedTest
  @CsvSource({"100, true", "20, true", "199, true", "100, false", "20, false", "119, false"})
  void theAnswerIsHeardToItsEnd(long millis, boolean canPause) {
    Inside run = heldBeforeTheEnd(millis, canPause);

    assertEquals(ANSWER, run.result().botAudio().getFirst().heardText());
    assertEquals("answered", run.result().answers().getFirst().outcome());
  }

  @ParameterizedTest
  @CsvSource({"100, true", "20, true", "199, true", "100, false", "20, false", "119, false"})
  void theEndIsAwaitedAgainWhenTheVoiceGoesOn(long millis, boolean canPause) {
    boolean held = false;
    boolean awaited = false;
    for (Given given : heldBeforeTheEnd(millis, canPause).commands()) {
      if (given.command() instanceof Command.SetVoice c) {
        held |= c.voice() == Voice.HELD;
        awaited = false;
      } else if (given.command() instanceof Command.SetTimer c && c.timer() == Timer.PLAYED) {
        awaited = true;
      }
    }
    assertTrue(held, "the voice was not held");
    assertTrue(awaited, "the last word is never awaited");
  }
}
