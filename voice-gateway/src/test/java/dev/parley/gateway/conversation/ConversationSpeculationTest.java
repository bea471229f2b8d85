package dev.parley.gateway.conversation;

import static dev.parley.gateway.conversation.Timeline.ANSWER;
import static dev.parley.gateway.conversation.Timeline.FIRST_CLAUSE;
import static dev.parley.gateway.conversation.Timeline.QUESTION;
import static dev.parley.gateway.conversation.Timeline.SECOND_CLAUSE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.conversation.Event.Heard;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers begun before the turn is over. */
class ConversationSpeculationTest {
  private static final TurnRules RULES = TurnRules.standard();

  @Test
  void aDraftThatWasRightIsTheAnswerAndTheModelIsAskedOnce() {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, QUESTION, 0.6).until(3_300);
    assertEquals(List.of(3_200L), call.times(Command.Generate.class), "700 ms before the turn");
    long drafted = call.answer();
    assertEquals(List.of(), call.turns());

    call.until(3_900);

    assertEquals(List.of(QUESTION), call.turns());
    assertEquals(drafted, call.last(Command.Play.class).answer());
    assertEquals(List.of(QUESTION), call.asked());
    assertEquals(List.of("caller: " + QUESTION), call.context());
  }

  /** The later the expected end, the later the model is asked: it seldom needs over a second. */
  @Test
  void theModelIsAskedASecondBeforeTheExpectedEndOfTheTurn() {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, "i would like", 0.1).until(5_000);

    assertEquals(List.of(4_000L), call.times(Command.Generate.class));
  }

  @Test
  void nothingOfADraftIsHeardOrInTheContext() {
    Timeline call =
        Timeline.disclosed().says(2_000, 3_000, QUESTION, 0.6).text(3_400, ANSWER).until(3_899);

    assertEquals(1, call.all(Command.Play.class).size(), "the disclosure's");
    assertEquals(List.of(), call.context());
  }

  @Test
  void onlyTheFirstClauseOfADraftIsSynthesised() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, QUESTION, 0.6)
            .text(3_400, ANSWER)
            .textOver(3_500)
            .until(3_899);
    assertEquals(List.of(FIRST_CLAUSE), call.spoken());
    assertEquals(1, call.all(Command.EndAnswer.class).size(), "the disclosure's");

    call.until(3_900);

    assertEquals(List.of(FIRST_CLAUSE, SECOND_CLAUSE), call.spoken());
    assertEquals(2, call.all(Command.EndAnswer.class).size());
  }

  @Test
  void aDraftOnOtherWordsIsThrownAwayAsIfItHadNeverBeen() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "please cancel", 0.6)
            .text(3_400, "I have cancelled it. ")
            .voiceFrom(3_500);
    long dropped = call.answer();
    call.partial(3_900, "please cancel nothing");

    assertEquals(dropped, call.last(Command.CancelGeneration.class).answer());
    assertEquals(dropped, call.last(Command.DropAnswer.class).answer());

    call.voiceTo(4_200)
        .endOfTurn(4_300, 0.95)
        .heard(4_400, "please cancel nothing")
        .textOf(4_450, dropped, "Anything else?")
        .until(5_000);

    assertEquals(List.of("I have cancelled it."), call.spoken(), "and it was never played");
    assertEquals(
        List.of(1L, call.answer()),
        call.all(Command.Play.class).stream().map(Command.Play::answer).toList());
    assertEquals(List.of("caller: please cancel nothing"), call.context());
  }

  @Test
  void aDraftIsKeptOverACough() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, QUESTION, 0.6)
            .voiceFrom(3_400)
            .voiceTo(3_600)
            .endOfTurn(3_700, 0.9)
            .heard(3_800, QUESTION)
            .until(5_000);

    assertEquals(List.of(QUESTION), call.asked());
    assertEquals(List.of(), call.all(Command.DropAnswer.class));
    assertEquals(List.of(QUESTION), call.turns());
  }

  @Test
  void aDraftIsKeptWhenOnlyPunctuationAndCaseAreSaidAnew() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "When is breakfast?", 0.6)
            .voiceFrom(3_400)
            .partial(3_500, "when is")
            .until(3_550);

    assertEquals(List.of(), call.all(Command.DropAnswer.class));
  }

  @Test
  void atMostThreeDraftsAreBegunInATurn() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 2_500, "a", 0.6)
            .says(3_000, 3_500, "a b", 0.6)
            .says(4_000, 4_500, "a b c", 0.6)
            .says(5_000, 5_500, "a b c d", 0.6)
            .until(6_399);
    assertEquals(List.of("a", "a b", "a b c"), call.asked());
    assertEquals(3, call.all(Command.DropAnswer.class).size());

    call.until(6_400);

    assertEquals(List.of("a", "a b", "a b c", "a b c d"), call.asked());
    assertEquals(List.of("a b c d"), call.turns());
  }

  @Test
  void theNextTurnHasItsOwnThreeDrafts() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 2_500, "a", 0.6)
            .says(3_000, 3_500, "a b", 0.6)
            .says(4_000, 4_500, "a b c", 0.6)
            .until(5_400)
            .answers(5_500, "Yes.")
            .played(6_000, "Yes.")
            .says(7_000, 8_000, "d", 0.6)
            .until(8_500);

    assertEquals("d", call.asked().getLast());
  }

  @Test
  void speculationCanBeSwitchedOff() {
    Timeline call =
        Timeline.disclosed(RULES.with(RULES.policy().withSpeculations(0)))
            .says(2_000, 3_000, QUESTION, 0.6)
            .until(4_000);

    assertEquals(List.of(3_900L), call.times(Command.Generate.class));
  }

  @Test
  void aVeryLongTurnIsNotSpeculatedOn() {
    String story = "and then ".repeat(80);
    Timeline call = Timeline.disclosed().says(2_000, 30_000, story, 0.6).until(31_000);

    assertEquals(List.of(30_900L), call.times(Command.Generate.class));
  }

  @Test
  void aDraftThatFailsIsNobodysTroubleAndIsTriedAgainWhenTheTurnIsOver() {
    Timeline call =
        Timeline.disclosed().says(2_000, 3_000, QUESTION, 0.6).modelFails(3_400).until(3_899);
    assertEquals(List.of(), call.troubles());
    assertEquals(1, call.all(Command.DropAnswer.class).size());

    call.until(3_900).answers(4_300, ANSWER);

    assertEquals(List.of(3_200L, 3_900L), call.times(Command.Generate.class));
    assertEquals(List.of(FIRST_CLAUSE, SECOND_CLAUSE), call.spoken());
  }

  @Test
  void aDraftWhoseVoiceFailsIsTriedAgainWhenTheTurnIsOver() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, QUESTION, 0.6)
            .text(3_400, ANSWER)
            .synthesisFails(3_500)
            .until(3_900);

    assertEquals(List.of(3_200L, 3_900L), call.times(Command.Generate.class));
    assertEquals(1, call.all(Command.CancelGeneration.class).size());
    assertEquals(List.of(), call.troubles());
  }

  @Test
  void theToolOfADraftRunsOnlyWhenTheTurnIsOver() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, QUESTION, 0.6)
            .callsTool(3_400, "a")
            .textOver(3_400)
            .until(3_899);
    assertEquals(List.of(), call.times(Command.RunTool.class));

    call.until(3_900);

    assertEquals(List.of(3_900L), call.times(Command.RunTool.class));
    call.toolReturns(4_000, "a", "two rooms");
    assertEquals(List.of("caller: " + QUESTION, "tool: two rooms"), call.lastAsked());
  }

  @Test
  void theToolOfADraftThatIsThrownAwayNeverRuns() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "please cancel", 0.6)
            .callsTool(3_400, "a")
            .textOver(3_400)
            .voiceFrom(3_500)
            .partial(3_900, "please cancel nothing")
            .voiceTo(4_200)
            .endOfTurn(4_300, 0.95)
            .heard(4_400, "please cancel nothing")
            .until(9_000);

    assertEquals(List.of(), call.times(Command.RunTool.class));
  }

  @Test
  void aDraftIsDroppedWhenTheCallerTypesInstead() {
    Timeline call =
        Timeline.disclosed().says(2_000, 3_000, QUESTION, 0.6).typed(3_500, "is there a pool");

    assertEquals(2, call.last(Command.DropAnswer.class).answer());
    assertEquals(List.of(QUESTION + " is there a pool"), call.turns());
  }

  @Test
  void aDraftOnWordsThatWereNoneInTheEndIsCancelled() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "hm", 0.6)
            .voiceFrom(3_400)
            .voiceTo(3_600)
            .endOfTurn(3_700, 0.6)
            .heard(3_800, Heard.NOTHING)
            .until(5_000);

    assertEquals(List.of(), call.turns());
    assertEquals(2, call.last(Command.CancelGeneration.class).answer());
    assertEquals(2, call.last(Command.DropAnswer.class).answer());
  }
}
