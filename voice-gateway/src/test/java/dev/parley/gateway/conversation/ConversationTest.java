package dev.parley.gateway.conversation;

import static dev.parley.gateway.conversation.Timeline.ANSWER;
import static dev.parley.gateway.conversation.Timeline.FIRST_CLAUSE;
import static dev.parley.gateway.conversation.Timeline.QUESTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.conversation.Event.Heard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The caller's turn, the disclosure, what is typed, and what is told of each turn. */
class ConversationTest {
  private static final TurnRules RULES = TurnRules.standard();

  // ---- the end of the turn

  @Test
  void thePauseAfterWordsEndsTheTurn() {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, "book a room");

    call.until(3_374);
    assertEquals(List.of(), call.turns(), "a pause of 374 ms is too short");
    call.until(3_375);

    assertEquals(List.of("book a room"), call.turns());
    assertEquals(List.of("caller: book a room"), call.context());
    assertEquals(Phase.THINKING, call.state().phase());
  }

  /** The surer the end, the shorter the wait; never for ever. */
  @ParameterizedTest
  @CsvSource({
    "1.0, 3350",
    "0.9, 3400",
    "0.7, 3600",
    "0.5, 4200",
    "0.3, 4800",
    "0.1, 5000",
    "0.0, 5600"
  })
  void theLessLikelyTheEndTheLongerThePauseMayBe(double endOfTurn, long over) {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, "i would like", endOfTurn);

    call.until(over - 1);
    assertEquals(List.of(), call.turns());
    call.until(over);

    assertEquals(List.of("i would like"), call.turns());
  }

  @Test
  void withoutAnEstimateTheBotWaitsAsIfNobodyKnew() {
    Timeline call =
        Timeline.disclosed().voiceFrom(2_000).voiceTo(3_000).heard(3_200, "book a room");

    call.until(3_899);
    assertEquals(List.of(), call.turns());
    call.until(3_900);

    assertEquals(List.of("book a room"), call.turns());
  }

  @Test
  void aFinalIsAskedForAsSoonAsTheVoiceEnds() {
    Timeline call = Timeline.disclosed().voiceFrom(2_000).voiceTo(3_000);

    assertEquals(List.of(3_060L), call.times(Command.FinishUtterance.class));
  }

  @Test
  void aLateTranscriptIsWaitedForAndNoLonger() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .voiceTo(3_000)
            .endOfTurn(3_100, 0.95)
            .heard(4_200, "book a room");

    assertEquals(List.of(4_200L), call.times(Command.Generate.class));
  }

  @Test
  void speechAfterAPauseBelongsToTheSameTurn() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "a room for", 0.2)
            .says(3_700, 4_200, "a room for two nights")
            .until(6_000);

    assertEquals(List.of("a room for two nights"), call.turns());
    assertEquals(1, call.all(Command.StartUtterance.class).size());
  }

  @Test
  void aFinalThatIsOvertakenByMoreSpeechIsNoEnd() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .voiceTo(3_000)
            .endOfTurn(3_100, 0.95)
            .voiceFrom(3_150)
            .heard(3_300, "a room for")
            .until(3_800);
    assertEquals(List.of(), call.turns());

    call.voiceTo(4_000).endOfTurn(4_100, 0.95).heard(4_200, "a room for two").until(5_000);

    assertEquals(List.of("a room for two"), call.turns());
  }

  @Test
  void aSoundWithoutWordsIsNoTurn() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .voiceTo(2_300)
            .endOfTurn(2_400, 0.9)
            .heard(2_600, Heard.NOTHING)
            .until(9_000);

    assertEquals(List.of(), call.asked());
    assertEquals(List.of(false), wereTurns(call));
    assertEquals(Phase.LISTENING, call.state().phase());
  }

  @Test
  void partialsWithoutAWordAreNotTold() {
    Timeline call = Timeline.disclosed().voiceFrom(2_000).partial(2_300, "").partial(2_600, "");

    assertEquals(List.of(), call.told(Command.Notice.PartialHeard.class));
  }

  @Test
  void whoeverListensIsToldWhichUtterancesWereTurns() {
    Timeline call = Timeline.disclosed().says(2_000, 3_000, "a room for two").until(6_000);

    assertEquals(List.of(true), wereTurns(call));
  }

  private static List<Boolean> wereTurns(Timeline call) {
    return call.all(Command.DropUtterance.class).stream()
        .map(Command.DropUtterance::isTurn)
        .toList();
  }

  @Test
  void whileTheBotIsSilentABackchannelWordIsTheAnswer() {
    Timeline call = Timeline.disclosed().says(2_000, 2_300, "mm-hmm").until(3_000);

    assertEquals(List.of("mm-hmm"), call.turns());
  }

  @Test
  void anInterruptionOfNobodyIsATurn() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .overlap(2_200, 0.05)
            .voiceTo(2_400)
            .endOfTurn(2_500, 0.95)
            .heard(2_600, "stop")
            .until(3_000);

    assertEquals(List.of("stop"), call.turns());
  }

  // ---- not understood

  @Test
  void speechThatIsNotRecognisedIsAnsweredHonestly() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .voiceTo(3_000)
            .heard(3_300, Heard.NOT_UNDERSTOOD)
            .until(4_000);

    assertEquals(List.of(RULES.notUnderstood()), call.asked());
    assertEquals(new Notice.TurnHeard(1, "", false), call.told(Notice.TurnHeard.class).getLast());
  }

  @Test
  void whatIsNotUnderstoodIsNotSpeculatedOn() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .voiceTo(3_000)
            .endOfTurn(3_100, 0.7)
            .heard(3_200, Heard.NOT_UNDERSTOOD)
            .until(3_599);

    assertEquals(List.of(), call.asked());
  }

  // ---- the disclosure

  @Test
  void aCallOpensByTellingThatItIsAnAi() {
    Timeline call = new Timeline().opened();

    assertEquals(RULES.disclosure(), call.last(Command.Speak.class).text());
    assertEquals(Phase.DISCLOSING, call.state().phase());
    assertEquals(List.of(), call.asked());
  }

  /** Whatever the sound is: nothing is lowered, held or cut. */
  @ParameterizedTest
  @CsvSource({"0.05, mm-hmm", "0.95, stop", "0.5, yes"})
  void theDisclosureIsSaidToItsEndAndTheWordsOverItAreAnsweredThen(double p, String words) {
    Timeline call =
        new Timeline()
            .opened()
            .audible(200)
            .voiceFrom(500)
            .overlap(700, p)
            .partial(800, words)
            .voiceTo(1_000)
            .endOfTurn(1_100, 0.95)
            .heard(1_200, words)
            .until(3_000);
    assertEquals(List.of(), call.voices());
    assertEquals(List.of(), call.turns());

    call.disclosurePlayed(4_000);

    assertEquals(List.of(), call.voices());
    assertEquals(List.of(words), call.turns());
    assertEquals(Phase.THINKING, call.state().phase());
  }

  @Test
  void theAnswerToWordsOverTheDisclosureIsReadyWhenItEnds() {
    Timeline call =
        new Timeline().opened().audible(200).says(500, 1_500, QUESTION).text(2_100, ANSWER);
    assertEquals(List.of(QUESTION), call.asked(), "asked while the disclosure runs");
    assertEquals(List.of(FIRST_CLAUSE), call.spoken());

    long drafted = call.answer();
    call.until(4_000).disclosurePlayed(4_000);

    assertEquals(drafted, call.last(Command.Play.class).answer());
    assertEquals(List.of(QUESTION), call.asked());
  }

  @Test
  void wordsOverTheDisclosureInTwoPartsAreOneTurn() {
    Timeline call =
        new Timeline(RULES.with(RULES.policy().withSpeculations(0)))
            .opened()
            .audible(200)
            .says(500, 1_000, "hello")
            .says(2_000, 2_500, "who is this")
            .until(3_500)
            .disclosurePlayed(4_000);

    assertEquals(List.of("hello who is this"), call.turns());
  }

  @Test
  void aCoughOverTheDisclosureIsNothing() {
    Timeline call =
        new Timeline()
            .opened()
            .audible(200)
            .voiceFrom(500)
            .voiceTo(800)
            .heard(1_100, Heard.NOTHING)
            .disclosurePlayed(4_000)
            .until(9_000);

    assertEquals(List.of(), call.turns());
  }

  @Test
  void whatGoesOnAfterTheDisclosureIsOneTurn() {
    Timeline call =
        new Timeline()
            .opened()
            .audible(200)
            .voiceFrom(3_500)
            .disclosurePlayed(4_000)
            .voiceTo(4_800)
            .endOfTurn(4_900, 0.95)
            .heard(5_000, "who is this")
            .until(6_000);

    assertEquals(List.of("who is this"), call.turns());
  }

  @Test
  void aCallWhoseDisclosureCannotBeSpokenEnds() {
    Timeline call = new Timeline().opened().synthesisFails(500);

    assertEquals(1, call.all(Command.HangUp.class).size());
  }

  @Test
  void aDisclosureThatTheNetworkCutIsSaidAgainFromItsBeginning() {
    Timeline call = new Timeline().opened().audible(200).lineBack(2_000);

    assertEquals(
        List.of(1L), call.all(Command.CutAnswer.class).stream().map(c -> c.answer()).toList());
    assertEquals(
        List.of(RULES.disclosure(), RULES.disclosure()),
        call.all(Command.Speak.class).stream().map(Command.Speak::text).toList());
    assertEquals(Phase.DISCLOSING, call.state().phase());

    call.audible(2_200).played(6_000, RULES.disclosure()).says(7_000, 8_000, QUESTION).until(9_000);

    assertEquals(List.of(QUESTION), call.turns());
  }

  @Test
  void aDisclosureThatWasHeardInPartIsSaidAgain() {
    Timeline call = new Timeline().opened().audible(200).played(2_000, "");

    assertEquals(2, call.all(Command.Play.class).size());
    assertEquals(Phase.DISCLOSING, call.state().phase());
  }

  @Test
  void aDisclosureThatIsCutThreeTimesEndsTheCall() {
    Timeline call =
        new Timeline()
            .opened()
            .audible(200)
            .lineBack(2_000)
            .audible(2_200)
            .lineBack(4_000)
            .audible(4_200)
            .lineBack(6_000);

    assertEquals(3, call.all(Command.Speak.class).size());
    assertEquals(List.of(6_000L), call.times(Command.HangUp.class));
  }

  @Test
  void aLineThatComesBackAfterTheDisclosureChangesNothing() {
    Timeline call = Timeline.disclosed().lineBack(2_000).until(5_000);

    assertEquals(1, call.all(Command.Speak.class).size());
    assertEquals(Phase.LISTENING, call.state().phase());
  }

  @Test
  void aCallWhoseDisclosureIsNotHeardInTimeEnds() {
    Timeline call = new Timeline().opened().until(4_000);

    assertEquals(List.of(4_000L), call.times(Command.HangUp.class));
  }

  // ---- typed

  @Test
  void whatIsTypedWhileTheBotIsSilentIsATurnAtOnce() {
    Timeline call = Timeline.disclosed().typed(2_000, "is there a pool");

    assertEquals(List.of("is there a pool"), call.turns());
    assertEquals(List.of(2_000L), call.times(Command.Generate.class));
  }

  @Test
  void whatIsTypedWhileTheBotSpeaksCutsAndIsAnswered() {
    Timeline call =
        Timeline.speaking().hearing("Breakfast is").typed(4_500, "is there a pool").until(4_500);

    assertEquals(List.of("4500 CUT"), call.voices());
    assertEquals(
        List.of("caller: " + QUESTION, "bot, cut: Breakfast is", "caller: is there a pool"),
        call.context());
    assertEquals(List.of(QUESTION, "is there a pool"), call.asked());
  }

  @Test
  void whatIsTypedWhileTheBotThinksDropsTheAnswer() {
    Timeline call = Timeline.thinking().typed(3_500, "is there a pool").until(3_500);

    assertEquals(List.of(QUESTION, "is there a pool"), call.turns());
    assertEquals(List.of(Outcome.DISCARDED), call.outcomes());
    assertEquals(2, call.last(Command.CancelGeneration.class).answer());
  }

  @Test
  void whatIsTypedDuringTheDisclosureIsAnsweredAfterIt() {
    Timeline call = new Timeline().opened().audible(200).typed(500, "is there a pool").until(3_000);
    assertEquals(List.of(), call.turns());
    assertEquals(List.of(), call.times(Command.CutAnswer.class));

    call.disclosurePlayed(4_000);

    assertEquals(List.of("is there a pool"), call.turns());
  }

  @Test
  void whatIsTypedWhileTheCallerSoundsIsJoinedToWhatTheySaid() {
    Timeline call =
        Timeline.disclosed()
            .voiceFrom(2_000)
            .partial(2_600, "i would like")
            .typed(2_800, "a room for two");

    assertEquals(List.of("i would like a room for two"), call.turns());
  }

  @Test
  void whatIsTypedOverAnUndecidedSoundLeavesTheSoundOut() {
    Timeline call =
        Timeline.speaking()
            .hearing("Breakfast")
            .voiceFrom(4_200)
            .partial(4_400, "mm-hmm")
            .typed(4_500, "is there a pool");

    assertEquals("is there a pool", call.turns().getLast());
  }

  // ---- what is told of a turn

  @Test
  void theModelIsToldWhatTheCallerHeardAndNothingElse() {
    Timeline call =
        Timeline.speaking().played(9_000, ANSWER).says(10_000, 11_000, "thank you").until(12_000);

    assertEquals(
        List.of("caller: " + QUESTION, "bot: " + ANSWER, "caller: thank you"), call.lastAsked());
  }

  @Test
  void anAnswerThatWasPlayedToItsEndIsAnswered() {
    Timeline call = Timeline.speaking().played(9_000, ANSWER);

    assertEquals(List.of(Outcome.ANSWERED), call.outcomes());
    assertEquals(Phase.LISTENING, call.state().phase());
  }

  @Test
  void theLatencyOfATurnIsNamedAndSumsToTheGap() {
    Timeline call = Timeline.thinking().text(3_500, FIRST_CLAUSE).textOver(3_600);
    call.audioArrives(3_830).happens(new Event.PlayoutStarted(3_850_000_000L, call.answer()));

    assertEquals(
        List.of(
            "voice activity 60",
            "turn decision 315",
            "transcript 0",
            "model first token 125",
            "first clause 100",
            "synthesis first audio 230",
            "playout 20"),
        call.latency());
    assertEquals(850, call.gap());
  }

  @Test
  void whatSpeculationDidBeforeTheTurnWasOverCostNothing() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, QUESTION, 0.6)
            .text(3_400, ANSWER)
            .audioArrives(3_600)
            .until(3_900)
            .audible(3_920);

    assertEquals(
        List.of(
            "voice activity 60",
            "turn decision 840",
            "transcript 0",
            "model first token 0",
            "first clause 0",
            "synthesis first audio 0",
            "playout 20"),
        call.latency());
    assertEquals(920, call.gap());
  }

  @Test
  void theWaitForTheFloorIsASegment() {
    Timeline call = new Timeline().opened().audible(200).says(500, 1_500, QUESTION);
    call.text(2_000, ANSWER).audioArrives(2_300).until(4_000);
    call.disclosurePlayed(4_000).audible(4_020);

    assertEquals(
        List.of(
            "voice activity 60",
            "turn decision 315",
            "transcript 0",
            "wait for the floor 2125",
            "model first token 0",
            "first clause 0",
            "synthesis first audio 0",
            "playout 20"),
        call.latency());
    assertEquals(2_520, call.gap());
  }

  @Test
  void toolsAreASegment() {
    Timeline call =
        Timeline.thinking()
            .callsTool(3_500, "a")
            .textOver(3_500)
            .toolReturns(4_100, "a", "two rooms")
            .answers(4_500, "There are two.");

    assertEquals(
        List.of(
            "voice activity 60",
            "turn decision 315",
            "transcript 0",
            "tools 725",
            "model first token 400",
            "first clause 0",
            "synthesis first audio 100",
            "playout 0"),
        call.latency());
    assertEquals(1_600, call.gap());
  }

  @Test
  void theLatencyOfATypedTurnBeginsWhenItWasTyped() {
    Timeline call = Timeline.disclosed().typed(2_000, QUESTION).answers(2_400, FIRST_CLAUSE);

    assertEquals(500, call.gap());
  }

  @Test
  void theDisclosureHasNoLatency() {
    assertEquals(List.of(), Timeline.disclosed().told(Notice.Latency.class));
  }

  @Test
  void theSameEventsCauseTheSameCommands() {
    assertEquals(
        Timeline.speaking().voiceFrom(4_500).until(6_000).commands(),
        Timeline.speaking().voiceFrom(4_500).until(6_000).commands());
  }

  @Test
  void aLongConversationForgetsItsBeginning() {
    Timeline call = Timeline.disclosed();
    for (int i = 0; i < 250; i++) {
      long at = 2_000L + i * 1_000L;
      call.typed(at, "question " + i).answers(at + 100, "Answer.").played(at + 900, "Answer.");
    }

    assertTrue(call.state().context().size() <= 400, "found " + call.state().context().size());
    assertEquals("caller: question 249", call.lastAsked().getLast());
  }
}
