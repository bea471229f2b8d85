package dev.parley.gateway.conversation;

import static dev.parley.gateway.conversation.Timeline.ANSWER;
import static dev.parley.gateway.conversation.Timeline.FIRST_CLAUSE;
import static dev.parley.gateway.conversation.Timeline.QUESTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the caller is told again, after a time, that they talk to a machine. */
class ConversationReminderTest {
  private static final TurnRules RULES =
      TurnRules.standard().remindingAfter(Duration.ofSeconds(60));
  private static final String REMINDER = RULES.disclosure();

  /** The disclosure was heard at 1000, so a reminder is due at 61 000. */
  private static Timeline disclosed() {
    return Timeline.disclosed(RULES);
  }

  @Test
  void aQuietCallIsRemindedAgainAndAgain() {
    Timeline call = disclosed().until(60_999);
    assertEquals(1, disclosures(call));

    call.until(61_000);
    assertEquals(2, disclosures(call));
    assertEquals(Phase.DISCLOSING, call.state().phase());

    remindedAt(call.audible(61_100), 66_000);
    assertEquals(Phase.LISTENING, call.state().phase());
    assertEquals(2, disclosures(call.until(125_999)));
    assertEquals(3, disclosures(call.until(126_000)));
  }

  @Test
  void anAnswerIsNotInterruptedByIt() {
    Timeline call =
        disclosed().says(58_000, 59_000, QUESTION).until(59_500).answers(59_600, ANSWER);

    call.until(62_000);
    assertEquals(Phase.SPEAKING, call.state().phase());

    call.played(65_000, ANSWER);
    assertEquals(Phase.DISCLOSING, call.state().phase());
    assertEquals(List.of(Command.Outcome.ANSWERED), call.outcomes());
  }

  @Test
  void theCallerIsNotInterruptedByItAndIsAnsweredAfterIt() {
    Timeline call = disclosed().says(60_500, 62_000, QUESTION).until(63_000);

    assertEquals(2, disclosures(call));
    assertEquals(Phase.DISCLOSING, call.state().phase());
    assertTrue(call.times(Command.Play.class).getLast() > 62_000);
    assertEquals(List.of(QUESTION), call.asked(), "asked while it is said");
    assertEquals(List.of(), call.turns());

    remindedAt(call, 65_500);
    assertEquals(List.of(QUESTION), call.turns());
    assertEquals(Phase.THINKING, call.state().phase());
  }

  @Test
  void whatIsTypedWhenItIsDueIsAnsweredAfterIt() {
    Timeline call = disclosed().voiceFrom(60_500).typed(61_500, QUESTION);

    assertEquals(Phase.DISCLOSING, call.state().phase());

    remindedAt(call, 65_000);
    assertEquals(List.of(QUESTION), call.turns());
  }

  @Test
  void afterAnInterruptionItComesBeforeTheNextAnswer() {
    Timeline call =
        disclosed()
            .says(57_000, 58_000, QUESTION)
            .until(58_500)
            .answers(58_600, ANSWER)
            .hearing(FIRST_CLAUSE)
            .voiceFrom(60_900)
            .partial(61_200, "no wait")
            .overlap(61_300, 0.95);
    assertEquals(1, disclosures(call), "the caller speaks");

    call.voiceTo(61_800).endOfTurn(61_900, 0.95).heard(62_000, "no wait").until(63_000);
    assertEquals(2, disclosures(call));

    remindedAt(call, 65_500);
    assertEquals(List.of(QUESTION, "no wait"), call.turns());
  }

  @Test
  void aCoughOnlyPutsItOff() {
    Timeline call = disclosed().voiceFrom(60_900).voiceTo(61_200);
    assertEquals(1, disclosures(call.until(61_300)));

    call.heard(61_500, Event.Heard.NOTHING);
    assertEquals(2, disclosures(call));
  }

  @Test
  void cutThreeTimesItEndsTheCall() {
    Timeline call = disclosed().until(61_000).lineBack(62_000).lineBack(63_000).lineBack(64_000);

    assertEquals(List.of(64_000L), call.times(Command.HangUp.class));
    assertEquals(4, disclosures(call.until(600_000)));
  }

  @ParameterizedTest
  @ValueSource(longs = {170, 171, 600, 1_000_000})
  void nobodyCanPutItOffBeyondThreeHours(long minutes) {
    Timeline call =
        Timeline.disclosed(TurnRules.standard().remindingAfter(Duration.ofMinutes(minutes)));

    assertEquals(2, disclosures(call.until(3 * 3_600_000)));
    assertEquals(1_000 + 170 * 60_000, call.times(Command.Play.class).getLast());
  }

  /** The answer to come may have been begun since. */
  private static void remindedAt(Timeline call, long millis) {
    long reminder = call.last(Command.Play.class).answer();
    call.until(millis).happens(new Event.PlayoutEnded(millis * 1_000_000, reminder, REMINDER));
  }

  private static int disclosures(Timeline call) {
    return call.all(Command.Speak.class).stream()
        .filter(c -> c.text().equals(REMINDER))
        .toList()
        .size();
  }
}
