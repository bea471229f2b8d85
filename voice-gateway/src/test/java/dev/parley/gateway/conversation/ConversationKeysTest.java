package dev.parley.gateway.conversation;

import static dev.parley.gateway.conversation.Timeline.ANSWER;
import static dev.parley.gateway.conversation.Timeline.FIRST_CLAUSE;
import static dev.parley.gateway.conversation.Timeline.QUESTION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys of the telephone. */
class ConversationKeysTest {
  private static final TurnRules PATIENT = TurnRules.standard().withKeysThatInterrupt(false);

  @Test
  void aNumberIsOneTurnWhenNoKeyFollows() {
    Timeline call = Timeline.disclosed().presses(2_000, "472");
    assertEquals(List.of(), call.until(4_899).turns());

    assertEquals(List.of("[pressed 4 7 2]"), call.until(4_900).turns());
    assertEquals(List.of("[pressed 4 7 2]"), call.asked());
  }

  @Test
  void theHashEndsIt() {
    assertEquals(List.of("[pressed 4 7 2]"), Timeline.disclosed().presses(2_000, "472#").turns());
  }

  @Test
  void theHashAloneIsAKey() {
    assertEquals(
        List.of("[pressed #]"), Timeline.disclosed().presses(2_000, "#").until(5_000).turns());
  }

  @Test
  void nobodyPressesKeysForEver() {
    Timeline call = Timeline.disclosed().presses(2_000, "1".repeat(32));

    assertEquals(1, call.turns().size());
  }

  @Test
  void theFirstKeySilencesTheBot() {
    Timeline call = Timeline.speaking().hearing(FIRST_CLAUSE).presses(5_000, "1");
    assertEquals(List.of("5000 CUT"), call.voices());
    assertEquals(Phase.LISTENING, call.state().phase());

    call.until(8_000);
    assertEquals(List.of(QUESTION, "[pressed 1]"), call.turns());
    assertEquals(
        List.of("caller: " + QUESTION, "bot, cut: " + FIRST_CLAUSE), call.context().subList(0, 2));
  }

  @Test
  void orWaitsForTheEndOfItsAnswer() {
    Timeline call =
        Timeline.thinking(PATIENT).answers(3_600, ANSWER).presses(5_000, "1").until(8_000);
    assertEquals(List.of(), call.voices());
    assertEquals(List.of(QUESTION), call.turns());

    call.played(9_000, ANSWER);
    assertEquals(List.of(QUESTION, "[pressed 1]"), call.turns());
  }

  @Test
  void neitherTouchesTheDisclosure() {
    Timeline call = new Timeline().opened().audible(200).presses(500, "12#").presses(1_500, "*9");

    assertEquals(List.of(), call.voices());
    assertEquals(Phase.DISCLOSING, call.state().phase());

    call.until(4_000).disclosurePlayed(4_000).until(5_000);
    assertEquals(List.of("[pressed 1 2] [pressed * 9]"), call.turns());
  }

  @Test
  void whatWasSaidWithThemBelongsToThem() {
    Timeline call =
        Timeline.disclosed().voiceFrom(2_000).partial(2_500, "my room is").presses(3_000, "12#");

    assertEquals(List.of("my room is [pressed 1 2]"), call.turns());
  }

  @Test
  void aDelayCountsFromTheLastKey() {
    Timeline call = Timeline.disclosed().presses(2_000, "1").until(4_600);
    call.answers(4_700, ANSWER);

    assertEquals(2_800, call.gap());
  }
}
