package dev.parley.gateway.conversation;

import static dev.parley.gateway.conversation.Timeline.ANSWER;
import static dev.parley.gateway.conversation.Timeline.FIRST_CLAUSE;
import static dev.parley.gateway.conversation.Timeline.QUESTION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.conversation.Command.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every wait has an end, and the end is something the caller hears. */
class ConversationDeadlinesTest {
  private static final TurnRules RULES = TurnRules.standard();

  // ---- speech to text

  @Test
  void aTranscriptThatNeverComesEndsInAnAnswerAllTheSame() {
    Timeline call = Timeline.disclosed().voiceFrom(2_000).voiceTo(3_000);

    call.until(6_059);
    assertEquals(List.of(), call.asked());
    call.until(6_060);

    assertEquals(List.of(RULES.notUnderstood()), call.asked());
    assertEquals(List.of("speech-to-text"), call.troubles());
  }

  @Test
  void aRecogniserThatFailsWhileTheCallerSoundsEndsInAnAnswerAllTheSame() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .recogniserFails(2_500)
            .voiceTo(3_000)
            .endOfTurn(3_100, 0.95)
            .until(3_375);

    assertEquals(List.of(RULES.notUnderstood()), call.asked());
    assertEquals(List.of(), call.times(Command.FinishUtterance.class), "nobody could answer that");
  }

  @Test
  void aRecogniserThatFailsInThePauseEndsInAnAnswerAllTheSame() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .voiceTo(3_000)
            .endOfTurn(3_100, 0.95)
            .recogniserFails(3_200)
            .until(3_375);

    assertEquals(List.of(RULES.notUnderstood()), call.asked());
  }

  @Test
  void aRecogniserThatFailsAfterTheWordsAreKnownLosesNothing() {
    Timeline call =
        Timeline.disclosed().says(2_000, 3_000, QUESTION).recogniserFails(3_300).until(3_500);

    assertEquals(List.of(QUESTION), call.turns());
  }

  @Test
  void whatIsSaidAfterARecogniserFailedIsHeardByAnother() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .recogniserFails(2_500)
            .voiceTo(3_000)
            .endOfTurn(3_100, 0.1)
            .says(3_500, 4_500, "for two nights")
            .until(6_000);

    assertEquals(2, call.all(Command.StartUtterance.class).size());
    assertEquals(List.of("for two nights"), call.turns());
  }

  @Test
  void wordsKnownBeforeARecogniserFailedAreNotLostWhenTheCallerGoesOn() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "i would like a room", 0.2)
            .recogniserFails(3_300)
            .says(3_600, 4_500, "for two nights")
            .until(6_000);

    assertEquals(List.of("i would like a room for two nights"), call.turns());
  }

  @Test
  void aRecogniserThatFailsOverTheBotIsNoInterruption() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .recogniserFails(5_200)
            .overlap(5_300, 0.6)
            .voiceTo(5_500)
            .until(7_000);

    assertEquals(List.of(QUESTION), call.turns());
    assertEquals("5560 FULL", call.voices().getLast());
  }

  // ---- the model

  @Test
  void aModelThatFailsIsApologisedFor() {
    Timeline call = Timeline.thinking().modelFails(3_700);
    assertEquals(List.of(RULES.apology()), call.spoken());

    call.audible(3_900).played(6_000, RULES.apology());

    assertEquals(List.of(Outcome.FAILED), call.outcomes());
    assertEquals(Phase.LISTENING, call.state().phase());
    assertEquals(List.of("language-model"), call.troubles());
  }

  @Test
  void aModelThatSaysNothingIsApologisedForAndAskedNoMore() {
    Timeline call = Timeline.thinking();

    // asked at 3200, ahead of the end of the turn
    call.until(9_199);
    assertEquals(List.of(), call.spoken());
    call.until(9_200);

    assertEquals(List.of(RULES.apology()), call.spoken());
    assertEquals(List.of(9_200L), call.times(Command.CancelGeneration.class));
  }

  @Test
  void aModelThatEndsWithoutAWordIsApologisedFor() {
    Timeline call = Timeline.thinking().textOver(3_600);

    assertEquals(List.of(RULES.apology()), call.spoken());
  }

  @Test
  void aModelThatStallsIsGivenUpAndWhatItSaidIsSaid() {
    Timeline call = Timeline.thinking().text(3_600, FIRST_CLAUSE + " On").audible(3_700);
    call.until(9_600).played(9_700, FIRST_CLAUSE);

    assertEquals(List.of(9_600L), call.times(Command.CancelGeneration.class));
    assertEquals(List.of(FIRST_CLAUSE), call.spoken());
    assertEquals(2, call.last(Command.EndAnswer.class).answer());
    assertEquals(List.of(Outcome.FAILED), call.outcomes());
  }

  @Test
  void everyWordOfTheModelGivesItTimeForTheNext() {
    Timeline call = Timeline.thinking();
    for (int i = 0; i < 4; i++) {
      call.text(8_000 + i * 5_000, "word ");
    }

    assertEquals(List.of(), call.troubles());
  }

  @Test
  void aDraftThatIsOverdueIsDroppedInSilence() {
    TurnRules patient = RULES.with(RULES.policy().withSpeculations(1));
    Timeline call =
        Timeline.disclosed(patient)
            .says(2_000, 3_000, "i would", 0.1)
            .until(4_100)
            .voiceFrom(4_200)
            .until(10_500);

    assertEquals(List.of(10_000L), call.times(Command.DropAnswer.class));
    assertEquals(List.of(), call.troubles());
  }

  // ---- the voice

  @Test
  void anAnswerWhoseVoiceNeverComesEnds() {
    Timeline call = Timeline.thinking().text(3_600, ANSWER).textOver(3_600);

    call.until(7_599);
    assertEquals(List.of(), call.times(Command.CutAnswer.class));
    call.until(7_600);

    assertEquals(List.of(7_600L), call.times(Command.CutAnswer.class));
    assertEquals(List.of("text-to-speech"), call.troubles());
  }

  @Test
  void wordsKnownBeforeAFinalWasLostAreTheTurn() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .voiceTo(2_800)
            .endOfTurn(2_900, 0.5)
            .heard(3_000, "i want a table")
            .voiceFrom(3_300)
            .voiceTo(3_400)
            .until(9_000);

    assertEquals(List.of("i want a table"), call.turns());
  }

  @Test
  void aVoiceThatNeverSaysThatItIsDoneEnds() {
    Timeline call =
        Timeline.thinking()
            .text(3_600, ANSWER)
            .textOver(3_600)
            .audible(3_800)
            .synthesised(3_800, 1)
            .runsDry(6_000)
            .until(10_000);

    assertEquals(List.of(10_000L), call.times(Command.CutAnswer.class));
  }

  @Test
  void anAnswerWithoutAVoiceIsApologisedForOnce() {
    Timeline call = Timeline.thinking().text(3_600, ANSWER).textOver(3_600).until(7_600);

    assertEquals(RULES.apology(), call.spoken().getLast());
    assertEquals(Phase.THINKING, call.state().phase());
    call.until(11_600);

    assertEquals(List.of(Outcome.FAILED), call.outcomes());
    assertEquals(Phase.LISTENING, call.state().phase());
  }

  @Test
  void anAnswerWhoseVoiceStopsHalfWayEnds() {
    Timeline call =
        Timeline.thinking()
            .text(3_600, ANSWER)
            .textOver(3_600)
            .audible(3_700)
            .synthesised(3_700, 1)
            .hearing(FIRST_CLAUSE)
            .runsDry(6_000)
            .until(10_000);

    assertEquals(List.of(10_000L), call.times(Command.CutAnswer.class));
    assertEquals("bot, cut: " + FIRST_CLAUSE, call.context().getLast());
  }

  @Test
  void aVoiceThatWaitsForTheModelIsNotOverdue() {
    Timeline call =
        Timeline.thinking()
            .text(3_600, FIRST_CLAUSE + " ")
            .audible(3_700)
            .synthesised(3_700, 1)
            .runsDry(5_000)
            .until(9_500);

    assertEquals(List.of(), call.times(Command.CutAnswer.class));
  }

  @Test
  void aVoiceThatFailsEndsTheAnswerButNotTheCall() {
    Timeline call =
        Timeline.thinking().text(3_600, ANSWER).synthesisFails(3_700).says(5_000, 6_000, "hello");

    call.until(7_000);

    assertEquals(List.of(), call.all(Command.HangUp.class));
    assertEquals(List.of(QUESTION, "hello"), call.turns());
    assertEquals(List.of(Outcome.FAILED), call.outcomes());
  }

  @Test
  void anAnswerOfWhichNobodySaysThatItWasPlayedEnds() {
    Timeline call = Timeline.speaking().hearing(FIRST_CLAUSE).allSent(7_800, 8_000);

    call.until(8_999);
    assertEquals(Phase.SPEAKING, call.state().phase());
    call.until(9_000);

    assertEquals(Phase.LISTENING, call.state().phase());
    assertEquals("bot, cut: " + FIRST_CLAUSE, call.context().getLast());
  }
}
