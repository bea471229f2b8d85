package dev.parley.gateway.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.conversation.Event.Heard;
import dev.parley.gateway.trace.TurnTrace.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final TurnRules RULES = TurnRules.standard();
  private static final String DISCLOSURE = "bot: " + RULES.disclosure();

  @Test
  void aCallOpensByTellingThatItIsAnAi() {
    Timeline call = new Timeline().opened();

    assertEquals(RULES.disclosure(), call.last(Command.Speak.class).text());
    assertEquals(Phase.DISCLOSING, call.conversation.phase());
    assertTrue(call.all(Command.Generate.class).isEmpty());
  }

  @Test
  void aCallWhoseDisclosureCannotBeSpokenEnds() {
    Timeline call = new Timeline().opened().until(5000).playedToTheEnd(5000, "");

    assertEquals(1, call.all(Command.HangUp.class).size());
  }

  @Test
  void thePauseAfterWordsEndsTheTurnAndAsksTheModelOnce() {
    Timeline call =
        new Timeline().disclosed(1000).voiceFrom(2000).voiceTo(3000).heard(3350, "book a room");

    assertTrue(call.all(Command.Generate.class).isEmpty(), "the pause is not over at 3350");
    call.until(3600);

    assertEquals(List.of(DISCLOSURE, "caller: book a room"), call.context());
    assertEquals(1, call.all(Command.Generate.class).size());
    assertEquals(Phase.THINKING, call.conversation.phase());
  }

  @Test
  void anEarlyFinalIsAskedForAsSoonAsTheVoiceEnds() {
    Timeline call = new Timeline().disclosed(1000).voiceFrom(2000).voiceTo(3000);

    assertEquals(1, call.all(Command.FinishUtterance.class).size());
  }

  @Test
  void aLateTranscriptIsWaitedFor() {
    Timeline call =
        new Timeline().disclosed(1000).voiceFrom(2000).voiceTo(3000).heard(4200, "book a room");

    assertEquals(List.of(DISCLOSURE, "caller: book a room"), call.context());
  }

  @Test
  void speechAfterAPauseBelongsToTheSameTurn() {
    Timeline call =
        new Timeline()
            .disclosed(1000)
            .voiceFrom(2000)
            .voiceTo(3000)
            .heard(3300, "a room for")
            .voiceFrom(3400)
            .voiceTo(4000)
            .heard(4300, "a room for two nights")
            .until(5000);

    assertEquals(List.of(DISCLOSURE, "caller: a room for two nights"), call.context());
    assertEquals(1, call.all(Command.StartUtterance.class).size());
  }

  @Test
  void aSoundWithoutWordsIsNoTurn() {
    Timeline call =
        new Timeline()
            .disclosed(1000)
            .voiceFrom(2000)
            .voiceTo(2300)
            .heard(2600, Heard.NOTHING)
            .until(9000);

    assertTrue(call.all(Command.Generate.class).isEmpty());
    assertEquals(1, call.all(Command.DropUtterance.class).size());
  }

  @Test
  void speechThatIsNotRecognisedIsAnsweredHonestly() {
    Timeline call =
        new Timeline()
            .disclosed(1000)
            .voiceFrom(2000)
            .voiceTo(3000)
            .heard(3300, Heard.NOT_UNDERSTOOD)
            .until(4000);

    assertEquals(List.of(DISCLOSURE, "caller: " + RULES.notUnderstood()), call.context());
    assertEquals(new Notice.TurnHeard(1, "", false), call.told(Notice.TurnHeard.class).getLast());
  }

  @Test
  void aTranscriptThatNeverComesEndsInAnAnswerAllTheSame() {
    Timeline call = new Timeline().disclosed(1000).voiceFrom(2000).voiceTo(3000).until(7000);

    assertEquals(List.of(DISCLOSURE, "caller: " + RULES.notUnderstood()), call.context());
    assertEquals(1, call.told(Notice.Trouble.class).size());
  }

  @Test
  void wordsDuringTheDisclosureAreAnsweredAfterIt() {
    Timeline call =
        new Timeline()
            .opened()
            .audioArrives(100)
            .audible(100)
            .voiceFrom(500)
            .voiceTo(1500)
            .heard(1800, "what time is breakfast")
            .until(3000);

    assertTrue(call.all(Command.CutAnswer.class).isEmpty());
    assertTrue(call.all(Command.Generate.class).isEmpty());

    call.playedToTheEnd(4000, RULES.disclosure());

    assertEquals(List.of(DISCLOSURE, "caller: what time is breakfast"), call.context());
    assertEquals(1, call.all(Command.Generate.class).size());
  }

  @Test
  void speakingOverTheBotStopsItAndTheModelIsToldWhatWasHeard() {
    Timeline call = asked().answers(3700, "Breakfast is from seven to ten. It is free.");

    call.voiceFrom(4500).until(5010);
    assertEquals(1, call.all(Command.CutAnswer.class).size());
    call.playedToTheEnd(5010, "Breakfast is");
    call.voiceTo(5800).heard(6000, "and on sunday").until(7000);

    assertEquals(
        List.of(
            DISCLOSURE,
            "caller: what time is breakfast",
            "bot: Breakfast is",
            "caller: and on sunday"),
        call.context());
    assertEquals(Outcome.INTERRUPTED, call.told(Notice.AnswerOver.class).getLast().outcome());
  }

  @Test
  void anInterruptionStopsTheModelUpstream() {
    Timeline call =
        asked().says(3700, "Breakfast is from seven to ten. ").audioArrives(3750).audible(3800);

    call.voiceFrom(4500).until(5010);

    assertEquals(1, call.all(Command.CancelGeneration.class).size());
  }

  @Test
  void aShortSoundOverTheBotChangesNothing() {
    Timeline call = asked().answers(3700, "Breakfast is from seven to ten.");

    call.voiceFrom(4500).voiceTo(4700).heard(5000, "mm hmm").until(6000);
    call.playedToTheEnd(6000, "Breakfast is from seven to ten.");
    call.until(9000);

    assertTrue(call.all(Command.CutAnswer.class).isEmpty());
    assertEquals(
        List.of(
            DISCLOSURE, "caller: what time is breakfast", "bot: Breakfast is from seven to ten."),
        call.context());
  }

  @Test
  void aShortStopCutsTheBot() {
    Timeline call = asked().answers(3700, "Breakfast is from seven to ten.");

    call.voiceFrom(4500).voiceTo(4700).heard(5000, "stop").until(5400);
    assertEquals(1, call.all(Command.CutAnswer.class).size());
    call.playedToTheEnd(5400, "Breakfast is");

    assertEquals("caller: stop", call.context().getLast());
  }

  @Test
  void wordsAddedWhileTheBotThinksBelongToTheQuestion() {
    Timeline call =
        new Timeline()
            .disclosed(1000)
            .voiceFrom(2000)
            .voiceTo(3000)
            .heard(3300, "i would like a room")
            .until(3650);
    assertEquals(Phase.THINKING, call.conversation.phase());

    call.voiceFrom(3700).until(4300);
    call.playedToTheEnd(4300, "");
    call.voiceTo(4600).heard(4900, "for two nights").until(6000);

    assertEquals(List.of(DISCLOSURE, "caller: i would like a room for two nights"), call.context());
  }

  @Test
  void theSegmentsOfATurnSumToTheGap() {
    Timeline call = asked().says(3700, "Breakfast is from seven").saysNoMore(3800);
    call.audioArrives(3830).audible(3850);

    Notice.Latency latency = call.told(Notice.Latency.class).getLast();
    assertEquals(850, latency.gapNanos() / 1_000_000);
    assertEquals(latency.gapNanos(), latency.segments().stream().mapToLong(Segment::nanos).sum());
    assertEquals(
        List.of(
            "voice activity 200",
            "turn decision 400",
            "transcript 0",
            "model first token 100",
            "first clause 100",
            "synthesis first audio 30",
            "playout 20"),
        latency.segments().stream().map(s -> s.name() + " " + s.nanos() / 1_000_000).toList());
  }

  @Test
  void aModelThatFailsIsApologisedFor() {
    Timeline call = asked().modelFails(3700);

    assertEquals(RULES.apology(), call.last(Command.Speak.class).text());
    call.audible(3900).playedToTheEnd(6000, RULES.apology());
    assertEquals(Outcome.FAILED, call.told(Notice.AnswerOver.class).getLast().outcome());
    assertEquals(Phase.LISTENING, call.conversation.phase());
  }

  @Test
  void aModelThatSaysNothingIsApologisedFor() {
    Timeline call = asked().until(10_000);

    assertEquals(RULES.apology(), call.last(Command.Speak.class).text());
    assertEquals(1, call.all(Command.CancelGeneration.class).size());
  }

  @Test
  void anAnswerWithoutAudioEnds() {
    Timeline call = asked().says(3700, "Breakfast is from seven to ten. ").until(9000);

    assertEquals(1, call.all(Command.CutAnswer.class).size());
    call.playedToTheEnd(9000, "");
    assertEquals(Phase.LISTENING, call.conversation.phase());
  }

  @Test
  void typedTextInterruptsAndIsAnswered() {
    Timeline call = asked().answers(3700, "Breakfast is from seven to ten.");

    call.typed(4500, "is there a pool").playedToTheEnd(4500, "Breakfast");

    assertEquals(
        List.of(
            DISCLOSURE,
            "caller: what time is breakfast",
            "bot: Breakfast",
            "caller: is there a pool"),
        call.context());
    assertEquals(2, call.all(Command.Generate.class).size());
  }

  @Test
  void theSameEventsCauseTheSameCommands() {
    assertEquals(
        asked()
            .answers(3700, "Breakfast is from seven to ten.")
            .voiceFrom(4500)
            .until(6000)
            .commands,
        asked()
            .answers(3700, "Breakfast is from seven to ten.")
            .voiceFrom(4500)
            .until(6000)
            .commands);
  }

  /** "What time is breakfast" has been asked; the turn is the bot's since 3600. */
  private static Timeline asked() {
    return new Timeline()
        .disclosed(1000)
        .voiceFrom(2000)
        .voiceTo(3000)
        .heard(3300, "what time is breakfast")
        .until(3600);
  }
}
