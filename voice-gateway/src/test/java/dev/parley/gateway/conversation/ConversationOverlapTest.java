package dev.parley.gateway.conversation;

import static dev.parley.gateway.conversation.Command.Verdict.HELD;
import static dev.parley.gateway.conversation.Command.Verdict.IGNORED;
import static dev.parley.gateway.conversation.Command.Verdict.TOOK_FLOOR;
import static dev.parley.gateway.conversation.Command.Verdict.WENT_ON;
import static dev.parley.gateway.conversation.Command.Verdict.YIELDED;
import static dev.parley.gateway.conversation.Timeline.ANSWER;
import static dev.parley.gateway.conversation.Timeline.FIRST_CLAUSE;
import static dev.parley.gateway.conversation.Timeline.QUESTION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.conversation.Event.Heard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sounds of the caller while the bot has the floor. */
class ConversationOverlapTest {

  // ---- the same sound means different things: the bot speaks

  @Test
  void aBackchannelLowersTheVoiceAtOnceAndChangesNothingElse() {
    Timeline call = mmHmmOver(Timeline.speaking());

    assertEquals(List.of("5060 LOWERED", "5360 FULL"), call.voices());
    assertEquals(List.of(YIELDED, WENT_ON, IGNORED), call.verdicts());
    assertEquals(
        List.of(true, false),
        call.all(Command.DropUtterance.class).stream().map(Command.DropUtterance::isTurn).toList());
    assertEquals(List.of(QUESTION), call.turns());
    call.played(9_000, ANSWER);
    assertEquals(List.of("caller: " + QUESTION, "bot: " + ANSWER), call.context());
    assertEquals(List.of(Outcome.ANSWERED), call.outcomes());
  }

  @Test
  void theVoiceComesBackAsSoonAsTheSoundIsPlainlyNothing() {
    Timeline call = Timeline.speaking().voiceFrom(5_000).overlap(5_300, 0.2);

    assertEquals(List.of("5060 LOWERED", "5300 FULL"), call.voices());
  }

  @Test
  void anUnsureVerdictLeavesTheVoiceAsItIs() {
    Timeline call = Timeline.speaking().voiceFrom(5_000).overlap(5_300, 0.3).until(5_900);

    assertEquals(List.of("5060 LOWERED"), call.voices());
  }

  @Test
  void aSoundThatBecomesSomethingAfterAllLowersTheVoiceAgain() {
    Timeline call = Timeline.speaking().voiceFrom(5_000).overlap(5_300, 0.1).overlap(5_600, 0.4);

    assertEquals(List.of("5060 LOWERED", "5300 FULL", "5600 LOWERED"), call.voices());
  }

  @Test
  void aSoundWithoutWordsIsNotHeldForForEver() {
    Timeline call = Timeline.speaking().voiceFrom(5_000).overlap(5_500, 0.92).until(11_000);
    assertEquals(List.of("5060 LOWERED", "5500 HELD", "10500 FULL"), call.voices());

    call.overlap(11_500, 0.95).until(30_000);

    assertEquals(List.of("5060 LOWERED", "5500 HELD", "10500 FULL"), call.voices());
  }

  @Test
  void wordsOfASoundThatWasHeldForTooLongStillCut() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_500, 0.92)
            .until(11_000)
            .partial(11_200, "wait a moment")
            .overlap(11_300, 0.95);

    assertEquals(List.of("5060 LOWERED", "5500 HELD", "10500 FULL", "11300 CUT"), call.voices());
  }

  @Test
  void aHeldVoiceGoesOnWhenTheSoundIsOverAndWasUnlikely() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_800, 0.83)
            .voiceTo(5_850)
            .overlap(5_960, 0.45);

    assertEquals(List.of("5060 LOWERED", "5800 HELD", "5960 FULL"), call.voices());
  }

  @Test
  void stopCutsTheBotAndIsAnswered() {
    Timeline call =
        Timeline.speaking()
            .hearing("Breakfast is from")
            .voiceFrom(5_000)
            .partial(5_300, "stop")
            .overlap(5_500, 0.92);
    assertEquals(List.of("5060 LOWERED", "5500 CUT"), call.voices());

    call.voiceTo(5_700).endOfTurn(5_800, 0.95).heard(5_900, "stop").until(6_500);

    assertEquals(List.of(YIELDED, TOOK_FLOOR), call.verdicts());
    assertEquals(
        List.of("caller: " + QUESTION, "bot, cut: Breakfast is from", "caller: stop"),
        call.lastAsked());
    assertEquals(List.of(Outcome.INTERRUPTED), call.outcomes());
  }

  @Test
  void aShortStopCutsTheBotWhenItsWordsAreKnown() {
    Timeline call =
        Timeline.speaking()
            .hearing("Breakfast is from")
            .voiceFrom(5_000)
            .overlap(5_200, 0.6)
            .voiceTo(5_300)
            .endOfTurn(5_400, 0.95)
            .heard(5_500, "stop")
            .until(6_000);

    assertEquals(List.of("5060 LOWERED", "5500 CUT"), call.voices());
    assertEquals(List.of(QUESTION, "stop"), call.turns());
  }

  @Test
  void yesOverTheBotIsNoTurn() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_200, 0.45)
            .voiceTo(5_300)
            .heard(5_500, "yes")
            .until(8_000);

    assertEquals(List.of(QUESTION), call.turns());
    assertEquals("5360 FULL", call.voices().getLast());
  }

  @Test
  void aCoughOverTheBotIsNothing() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .voiceTo(5_200)
            .overlap(5_300, 0.1)
            .heard(5_500, Heard.NOTHING)
            .until(8_000);

    assertEquals(List.of("5060 LOWERED", "5300 FULL"), call.voices());
    assertEquals(List.of(QUESTION), call.turns());
  }

  @Test
  void anInterruptionStopsTheModelUpstream() {
    Timeline call =
        Timeline.thinking()
            .text(3_600, ANSWER)
            .audible(3_700)
            .voiceFrom(5_000)
            .partial(5_300, "wait")
            .overlap(5_500, 0.9);

    assertEquals(List.of(5_500L), call.times(Command.CancelGeneration.class));
    call.textOf(5_600, 2, " More.");
    assertEquals(List.of(FIRST_CLAUSE), call.spoken(), "what the model says later is not");
  }

  @Test
  void everyStepOfAnInterruptionIsRecordedWithItsProbabilityAndTime() {
    Timeline call =
        Timeline.speaking().voiceFrom(5_000).partial(5_300, "stop").overlap(5_500, 0.92);

    assertEquals(
        List.of(
            new Notice.OverlapJudged(1, YIELDED, 0.5, 60_000_000),
            new Notice.OverlapJudged(1, TOOK_FLOOR, 0.92, 500_000_000)),
        call.told(Notice.OverlapJudged.class));
  }

  // ---- hold

  @Test
  void meantButWithoutWordsTheBotHoldsAndIsCutByTheFirstWords() {
    Timeline call = Timeline.speaking().hearing("Breakfast").voiceFrom(5_000).overlap(5_500, 0.92);
    assertEquals(List.of("5060 LOWERED", "5500 HELD"), call.voices());

    call.partial(6_100, "stop");

    assertEquals(List.of("5060 LOWERED", "5500 HELD", "6100 CUT"), call.voices());
    assertEquals(List.of(YIELDED, HELD, TOOK_FLOOR), call.verdicts());
  }

  @Test
  void anInterruptionThatWasANoiseLosesNothing() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_500, 0.92)
            .voiceTo(5_700)
            .endOfTurn(5_800, 0.9)
            .heard(5_900, Heard.NOTHING);

    assertEquals(List.of("5060 LOWERED", "5500 HELD", "5900 FULL"), call.voices());
    call.played(9_500, ANSWER);
    assertEquals(List.of("caller: " + QUESTION, "bot: " + ANSWER), call.context());
  }

  @Test
  void aHeldBotGoesOnAsSoonAsTheSoundIsPlainlyNothing() {
    Timeline call = Timeline.speaking().voiceFrom(5_000).overlap(5_500, 0.85).overlap(5_700, 0.1);

    assertEquals("5700 FULL", call.voices().getLast());
  }

  @Test
  void aHeldBotGoesOnWhenNoTranscriptEverComes() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_500, 0.85)
            .overlap(5_600, 0.6)
            .voiceTo(5_700)
            .until(8_760);

    assertEquals(List.of("5060 LOWERED", "5500 HELD", "8760 FULL"), call.voices());
    assertEquals(List.of(QUESTION), call.turns());
  }

  @Test
  void aPlainInterruptionWhoseTranscriptNeverComesIsATurnNotUnderstood() {
    Timeline call =
        Timeline.speaking()
            .hearing("Breakfast")
            .voiceFrom(5_000)
            .overlap(5_500, 0.92)
            .voiceTo(5_700)
            .until(9_500);

    assertEquals(TurnRules.standard().notUnderstood(), call.asked().getLast());
    assertEquals(List.of("speech-to-text"), call.troubles());
  }

  @Test
  void speechThatIsNotUnderstoodOnlyCountsWhenItWasPlainlyMeant() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_500, 0.7)
            .voiceTo(5_700)
            .heard(5_900, Heard.NOT_UNDERSTOOD)
            .until(8_000);

    assertEquals(List.of(QUESTION), call.turns());
    assertEquals("5900 FULL", call.voices().getLast());
  }

  // ---- the yield has an end

  @Test
  void aYieldThatLastsAsLongAsItMayIsGivenUpWhenItIsUnlikelyToMatter() {
    Timeline call = Timeline.speaking().voiceFrom(5_000).overlap(5_300, 0.45).until(7_000);

    assertEquals(List.of("5060 LOWERED", "5960 FULL"), call.voices());
  }

  @Test
  void afterAYieldThatWasGivenUpTheSameSoundDoesNotLowerAgain() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_300, 0.45)
            .until(6_000)
            .overlap(6_100, 0.6)
            .until(8_000);

    assertEquals(List.of("5060 LOWERED", "5960 FULL"), call.voices());
  }

  @Test
  void afterAYieldThatWasGivenUpAnInterruptionStillCuts() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_300, 0.3)
            .partial(5_900, "yeah but")
            .until(6_000)
            .overlap(6_100, 0.9);

    assertEquals(List.of("5060 LOWERED", "5960 FULL", "6100 CUT"), call.voices());
  }

  @Test
  void aYieldThatLastsAsLongAsItMayEndsInACutWhenItIsLikelyAndWordsAreKnown() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_300, 0.6)
            .partial(5_500, "wait")
            .until(7_000);

    assertEquals(List.of("5060 LOWERED", "5960 CUT"), call.voices());
  }

  @Test
  void aYieldThatLastsAsLongAsItMayEndsInSilenceWhenItIsLikelyAndNoWordsAreKnown() {
    Timeline call = Timeline.speaking().voiceFrom(5_000).overlap(5_300, 0.6).until(6_500);

    assertEquals(List.of("5060 LOWERED", "5960 HELD"), call.voices());
  }

  // ---- words are neither added up nor lost

  @Test
  void twoBackchannelsNeverAddUp() {
    Timeline call = Timeline.speaking();
    call.voiceFrom(5_000).overlap(5_200, 0.45).voiceTo(5_300).voiceFrom(5_400);
    assertEquals(
        List.of(2_060L, 5_060L, 5_460L),
        call.times(Command.StartUtterance.class),
        "each is heard by itself");

    call.overlap(5_600, 0.45).voiceTo(5_700).heard(5_900, "okay").until(8_000);

    assertEquals(List.of(QUESTION), call.turns());
    assertEquals(List.of(), call.times(Command.CutAnswer.class));
  }

  @Test
  void anIgnoredBackchannelNeverReachesTheNextTurn() {
    Timeline call = mmHmmOver(Timeline.speaking()).played(9_000, ANSWER);

    call.says(10_000, 11_000, "is there a pool").until(12_000);

    assertEquals("is there a pool", call.asked().getLast());
    assertEquals(
        List.of("caller: " + QUESTION, "bot: " + ANSWER, "caller: is there a pool"),
        call.lastAsked());
  }

  @Test
  void aBackchannelWhoseTranscriptComesAfterTheAnswerIsStillIgnored() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_200, 0.45)
            .voiceTo(5_300)
            .played(5_400, ANSWER)
            .heard(5_900, "mm-hmm")
            .until(8_000);

    assertEquals(List.of(QUESTION), call.turns());
    assertEquals(Phase.LISTENING, call.state().phase());
  }

  @Test
  void anInterruptionInTwoPartsIsOneTurn() {
    Timeline call =
        Timeline.speaking()
            .hearing("Breakfast")
            .voiceFrom(5_000)
            .partial(5_300, "wait")
            .overlap(5_500, 0.9)
            .voiceTo(5_600)
            .endOfTurn(5_700, 0.2)
            .heard(5_800, "wait")
            .says(6_200, 7_000, "wait is it free")
            .until(8_000);

    assertEquals(List.of(QUESTION, "wait is it free"), call.turns());
  }

  // ---- across the bot's end

  @ParameterizedTest
  @CsvSource({"5810, when is breakfast and yes", "5809, when is breakfast"})
  void whatBeginsInTheLast200MillisecondsBelongsToTheNextTurn(long onset, String turns) {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(onset)
            .overlap(5_900, 0.25)
            .voiceTo(5_950)
            .played(6_010, ANSWER)
            .endOfTurn(6_050, 0.95)
            .heard(6_150, "yes")
            .until(7_000);

    assertEquals(turns, String.join(" and ", call.turns()));
  }

  @Test
  void aSoundThatGoesOnPastTheBotsEndIsTheCallersTurn() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_300, 0.3)
            .played(5_500, ANSWER)
            .voiceTo(6_200)
            .endOfTurn(6_300, 0.95)
            .heard(6_400, "and is it free")
            .until(7_000);

    assertEquals(List.of(QUESTION, "and is it free"), call.turns());
  }

  @Test
  void aSoundThatGoesOnPastTheBotsEndAndIsPlainlyNothingIsIgnored() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_300, 0.05)
            .played(5_500, ANSWER)
            .voiceTo(6_200)
            .heard(6_400, "mm-hmm")
            .until(9_000);

    assertEquals(List.of(QUESTION), call.turns());
    assertEquals(IGNORED, call.verdicts().getLast());
  }

  @Test
  void aSoundThatIsTakenForNothingAtTheBotsEndCountsWhenItBecomesSomething() {
    Timeline call =
        Timeline.speaking()
            .voiceFrom(5_000)
            .overlap(5_300, 0.05)
            .played(5_500, ANSWER)
            .overlap(5_900, 0.25)
            .voiceTo(6_200)
            .endOfTurn(6_300, 0.95)
            .heard(6_400, "right and is it free")
            .until(7_000);

    assertEquals(List.of(QUESTION, "right and is it free"), call.turns());
  }

  // ---- the bot thinks

  @Test
  void aCoughWhileTheBotThinksDoesNotDelayTheAnswer() {
    Timeline call =
        Timeline.thinking()
            .voiceFrom(3_420)
            .overlap(3_500, 0.1)
            .voiceTo(3_560)
            .answers(3_600, ANSWER)
            .heard(3_800, Heard.NOTHING)
            .until(4_000);

    assertEquals(List.of("3480 LOWERED", "3500 FULL"), call.voices());
    assertEquals(700, call.gap());
    assertEquals(List.of(QUESTION), call.asked());
  }

  @Test
  void okayWhileTheBotThinksLeavesTheAnswer() {
    Timeline call =
        Timeline.thinking()
            .voiceFrom(3_420)
            .overlap(3_620, 0.45)
            .voiceTo(3_700)
            .heard(3_900, "okay")
            .answers(4_000, ANSWER)
            .played(9_000, ANSWER);

    assertEquals(List.of("caller: " + QUESTION, "bot: " + ANSWER), call.context());
    assertEquals(List.of(QUESTION), call.asked());
  }

  @Test
  void anAnswerThatComesWhileTheCallerSoundsBeginsLow() {
    Timeline call = Timeline.thinking().voiceFrom(3_420).answers(3_600, ANSWER);

    assertEquals(List.of("3480 LOWERED"), call.voices());
  }

  @Test
  void stopWhileTheBotThinksDropsTheAnswerBeforeAnythingOfItIsHeard() {
    Timeline call =
        Timeline.thinking()
            .voiceFrom(3_450)
            .partial(3_800, "stop")
            .overlap(3_950, 0.92)
            .voiceTo(4_100)
            .endOfTurn(4_200, 0.95)
            .heard(4_300, "stop")
            .until(5_000);

    assertEquals(List.of(Outcome.DISCARDED), call.outcomes());
    assertEquals(List.of("caller: " + QUESTION, "caller: stop"), call.context());
    assertEquals(2, call.all(Command.CancelGeneration.class).getFirst().answer());
  }

  @Test
  void anEndOfTurnThatWasAGuessIsTakenBackWhenTheCallerGoesOn() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "i would like a room", 0.7)
            .voiceFrom(3_700)
            .partial(4_000, "for two")
            .overlap(4_200, 0.9)
            .voiceTo(4_600)
            .endOfTurn(4_700, 0.95)
            .heard(4_800, "for two nights")
            .until(6_000);

    assertEquals("i would like a room for two nights", call.asked().getLast());
    assertEquals(List.of("caller: i would like a room for two nights"), call.context());
  }

  @Test
  void anEndOfTurnThatWasSureStaysAndWhatFollowsIsATurnOfItsOwn() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "i would like a room", 0.8)
            .voiceFrom(3_700)
            .partial(4_000, "for two")
            .overlap(4_200, 0.9)
            .voiceTo(4_600)
            .endOfTurn(4_700, 0.95)
            .heard(4_800, "for two nights")
            .until(6_000);

    assertEquals(
        List.of("caller: i would like a room", "caller: for two nights"), call.lastAsked());
  }

  @Test
  void onceAnythingOfTheAnswerWasHeardTheTurnStays() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "i would like a room", 0.7)
            .answers(3_600, ANSWER)
            .hearing("Breakfast")
            .voiceFrom(3_750)
            .partial(4_000, "for two")
            .overlap(4_200, 0.9)
            .voiceTo(4_600)
            .endOfTurn(4_700, 0.95)
            .heard(4_800, "for two nights")
            .until(6_000);

    assertEquals(
        List.of("caller: i would like a room", "bot, cut: Breakfast", "caller: for two nights"),
        call.lastAsked());
  }

  @Test
  void aQuestionThatWasTakenBackForNothingIsAskedAgain() {
    Timeline call =
        Timeline.disclosed()
            .says(2_000, 3_000, "i would like a room", 0.7)
            .voiceFrom(3_700)
            .partial(4_000, "um")
            .overlap(4_200, 0.9)
            .voiceTo(4_400)
            .endOfTurn(4_500, 0.5)
            .heard(4_600, Heard.NOTHING)
            .until(6_000);

    assertEquals("i would like a room", call.asked().getLast());
    assertEquals(Phase.THINKING, call.state().phase());
    assertEquals(List.of("caller: i would like a room"), call.context());
  }

  private static Timeline mmHmmOver(Timeline call) {
    return call.voiceFrom(5_000)
        .overlap(5_200, 0.45)
        .voiceTo(5_300)
        .endOfTurn(5_400, 0.9)
        .heard(5_500, "mm-hmm")
        .until(6_000);
  }
}
