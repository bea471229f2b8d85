package dev.parley.gateway.conversation;

import static dev.parley.gateway.conversation.Timeline.QUESTION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.conversation.Command.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions that the model calls. */
class ConversationToolsTest {
  private static final TurnRules RULES = TurnRules.standard();

  @Test
  void theModelGoesOnWithTheResultOfItsTool() {
    Timeline call = waitingForTool().toolReturns(3_900, "a", "two rooms");

    assertEquals(List.of("caller: " + QUESTION, "tool: two rooms"), call.lastAsked());
    call.answers(4_200, "There are two.").played(6_000, "There are two.");
    assertEquals(
        List.of("caller: " + QUESTION, "tool: two rooms", "bot: There are two."), call.context());
    assertEquals(List.of(Outcome.ANSWERED), call.outcomes());
  }

  @Test
  void theModelGoesOnOnlyWhenAllItsToolsHaveReturned() {
    Timeline call =
        Timeline.thinking()
            .callsTool(3_500, "a")
            .callsTool(3_550, "b")
            .textOver(3_600)
            .toolReturns(3_900, "b", "two rooms");
    assertEquals(List.of(3_500L, 3_550L), call.times(Command.RunTool.class), "each at once");
    assertEquals(1, call.asked().size());

    call.toolReturns(4_000, "a", "sunny");

    assertEquals(
        List.of("caller: " + QUESTION, "tool: two rooms", "tool: sunny"), call.lastAsked());
  }

  @Test
  void aToolThatReturnsBeforeTheModelHasEndedIsWaitedForNoLonger() {
    Timeline call =
        Timeline.thinking().callsTool(3_500, "a").toolReturns(3_550, "a", "ok").textOver(3_600);

    assertEquals(3_600L, call.times(Command.Generate.class).getLast());
  }

  @Test
  void whatWasSaidBeforeAToolIsToldBeforeItsResult() {
    Timeline call =
        Timeline.thinking()
            .text(3_450, "Let me look that up. ")
            .callsTool(3_500, "a")
            .textOver(3_500)
            .toolReturns(3_900, "a", "two rooms");

    assertEquals(
        List.of("caller: " + QUESTION, "bot: Let me look that up.", "tool: two rooms"),
        call.lastAsked());
    call.text(4_200, "There are two.").textOver(4_300);
    assertEquals(List.of("Let me look that up.", " There are two."), call.spoken());
  }

  @Test
  void whatAToolDidIsInTheContextThoughTheAnswerWasInterrupted() {
    Timeline call =
        waitingForTool().typed(3_700, "is there a pool").toolReturns(3_900, 2, "a", "booked");

    assertEquals(
        List.of("caller: " + QUESTION, "caller: is there a pool", "tool: booked"), call.context());
    assertEquals(2, call.asked().size(), "it is not the new answer's tool");
  }

  @Test
  void aResultCountsOnce() {
    Timeline call =
        waitingForTool().toolReturns(3_900, "a", "booked").toolReturns(3_950, "a", "booked");

    assertEquals(List.of("caller: " + QUESTION, "tool: booked"), call.context());
    assertEquals(2, call.asked().size());
  }

  // ---- the filler

  @Test
  void aToolThatTakesItsTimeIsExcused() {
    Timeline call = waitingForTool();

    call.until(4_699);
    assertEquals(List.of(), call.spoken());
    call.until(4_700);

    assertEquals(List.of(RULES.filler()), call.spoken());
  }

  @Test
  void afterTheFillerTheAnswerFollowsInTheSameBreath() {
    Timeline call =
        excusedTool()
            .toolReturns(5_500, "a", "two rooms")
            .text(5_800, "There are two.")
            .textOver(5_900);

    assertEquals(List.of(RULES.filler(), " There are two."), call.spoken());
  }

  @Test
  void aToolThatIsQuickIsNotExcused() {
    Timeline call = waitingForTool().toolReturns(4_600, "a", "two rooms").until(8_000);

    assertEquals(List.of(), call.spoken());
  }

  @Test
  void nothingIsExcusedWhileTheBotIsSpeaking() {
    Timeline call =
        Timeline.thinking()
            .text(3_450, "Let me look that up. ")
            .callsTool(3_500, "a")
            .textOver(3_500)
            .audible(3_700)
            .until(5_000);

    assertEquals(List.of("Let me look that up."), call.spoken());
  }

  @Test
  void whatWasSaidBeforeTheToolAndIsOverIsFollowedByTheFiller() {
    Timeline call =
        Timeline.thinking()
            .text(3_450, "Well. ")
            .callsTool(3_500, "a")
            .textOver(3_500)
            .audible(3_700)
            .synthesised(3_700, 1)
            .runsDry(4_200)
            .until(5_000);

    assertEquals(List.of("Well.", " " + RULES.filler()), call.spoken());
  }

  @Test
  void aQuestionForWhichAToolRanIsNotTakenBack() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "book a table", 0.7)
            .until(3_700)
            .callsTool(3_750, "a")
            .textOver(3_750)
            .voiceFrom(3_900)
            .partial(4_300, "for four")
            .overlap(4_400, 0.92)
            .toolReturns(4_500, "a", "booked")
            .voiceTo(4_600)
            .endOfTurn(4_700, 0.95)
            .heard(4_800, "for four")
            .until(5_500);

    assertEquals(List.of("book a table", "for four"), call.turns());
  }

  @Test
  void aBargeInTakesTheFillerBack() {
    Timeline call = waitingForTool().typed(3_700, "never mind").until(8_000);

    assertEquals(List.of(), call.spoken().stream().filter(RULES.filler()::equals).toList());
  }

  // ---- tools that don't return, models that don't stop

  @Test
  void aToolThatNeverReturnsIsToldToTheModelAsSuch() {
    Timeline call = excusedTool().until(13_500);

    assertEquals("tool: error: the tool did not answer in time", call.lastAsked().getLast());
    assertEquals(13_500L, call.times(Command.Generate.class).getLast());
    assertEquals(List.of("tool"), call.troubles());
  }

  @Test
  void theResultOfAToolThatComesTooLateIsNotToldAgain() {
    Timeline call = excusedTool().until(13_500).toolReturns(14_000, "a", "two rooms");

    assertEquals("tool: error: the tool did not answer in time", call.context().getLast());
  }

  @Test
  void aModelThatCallsToolsAgainAndAgainIsApologisedFor() {
    Timeline call = Timeline.thinking();
    for (int round = 1; round <= 5; round++) {
      long at = 3_500L + round * 200L;
      call.callsTool(at, "a" + round)
          .textOver(at)
          .toolReturns(at + 100, "a" + round, "result " + round);
    }

    assertEquals(5, call.asked().size());
    assertEquals(List.of(RULES.apology()), call.spoken());
    assertEquals(List.of("language-model"), call.troubles());
  }

  @Test
  void aModelThatFailsAfterTheFillerIsApologisedFor() {
    Timeline call = excusedTool().toolReturns(5_500, "a", "two rooms").modelFails(5_800);

    assertEquals(List.of(RULES.filler(), " " + RULES.apology()), call.spoken());
  }

  @Test
  void aModelThatFailsAfterItsToolIsApologisedForThoughItSpokeBefore() {
    Timeline call =
        Timeline.thinking()
            .text(3_450, "Let me look that up. ")
            .callsTool(3_500, "a")
            .textOver(3_500)
            .toolReturns(3_900, "a", "two rooms")
            .modelFails(4_200);

    assertEquals(List.of("Let me look that up.", " " + RULES.apology()), call.spoken());
  }

  @Test
  void aModelThatHasOnlyTheFillerToSayIsApologisedFor() {
    Timeline call = excusedTool().toolReturns(5_500, "a", "two rooms").textOver(5_800);

    assertEquals(List.of(RULES.filler(), " " + RULES.apology()), call.spoken());
  }

  @Test
  void aModelThatSaidAllBeforeItsToolNeedsNotSayMore() {
    Timeline call =
        Timeline.thinking()
            .text(3_450, "I have noted it down. ")
            .callsTool(3_500, "a")
            .textOver(3_500)
            .toolReturns(3_900, "a", "ok")
            .textOver(4_200);

    assertEquals(List.of("I have noted it down."), call.spoken());
    assertEquals(List.of(), call.troubles());
  }

  /** The tool called at 3500 takes its time, and the caller has heard the filler. */
  private static Timeline excusedTool() {
    return waitingForTool().until(4_700).audible(4_900).synthesised(4_900, 1);
  }

  /** The model has called a tool at 3500. */
  private static Timeline waitingForTool() {
    return Timeline.thinking().callsTool(3_500, "a").textOver(3_500);
  }
}
