package dev.parley.gateway.conversation;

import static dev.parley.gateway.conversation.Timeline.ANSWER;
import static dev.parley.gateway.conversation.Timeline.QUESTION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that end by themselves: the caller has gone silent, or the time is up. */
class ConversationEndingTest {
  private static final TurnRules RULES =
      TurnRules.standard().with(Ending.never().after(Duration.ofSeconds(20), Duration.ZERO));
  private static final TurnRules BOUNDED =
      TurnRules.standard().with(Ending.never().after(Duration.ZERO, Duration.ofSeconds(100)));
  private static final String ARE_YOU_THERE = RULES.ending().areYouThere();
  private static final String GOODBYE = RULES.ending().goodbye();
  private static final String TIME_IS_UP = RULES.ending().timeIsUp();
  private static final String STOPPING = RULES.ending().stopping();

  /** The disclosure was heard at 1000. */
  private static Timeline disclosed() {
    return Timeline.disclosed(RULES);
  }

  /** The same; the line was opened at 0. */
  private static Timeline bounded() {
    return Timeline.disclosed(BOUNDED);
  }

  @Test
  void aSilentCallerIsAskedOnceAndThenTheCallEnds() {
    Timeline call = disclosed().until(20_999);
    assertEquals(List.of(), call.spoken());

    call.until(21_000);
    assertEquals(List.of(ARE_YOU_THERE), call.spoken());

    call.audible(21_100).played(23_000, ARE_YOU_THERE).until(43_000);
    assertEquals(List.of(ARE_YOU_THERE, GOODBYE), call.spoken());
    assertEquals(0, call.all(Command.HangUp.class).size());

    call.audible(43_100).played(46_000, GOODBYE).until(600_000);
    assertEquals(List.of(46_000L), call.times(Command.HangUp.class));
    assertEquals(2, call.spoken().size());
  }

  @Test
  void whoAnswersTheQuestionIsAskedAgainLater() {
    Timeline call = disclosed().until(21_000).audible(21_100).played(23_000, ARE_YOU_THERE);

    call.says(24_000, 25_000, QUESTION).until(25_500).answers(25_600, ANSWER);
    call.played(30_000, ANSWER).until(50_000);

    assertEquals(List.of(QUESTION), call.turns());
    assertEquals(ARE_YOU_THERE, call.spoken().getLast());
    assertEquals(0, call.all(Command.HangUp.class).size());
  }

  @Test
  void whoSpeaksDuringTheGoodbyeStays() {
    Timeline call = disclosed().until(21_000).audible(21_100).played(23_000, ARE_YOU_THERE);
    call.until(43_000).audible(43_100).hearing("I don't hear");

    call.voiceFrom(43_500).partial(43_900, "i am here").overlap(44_000, 0.95);
    call.voiceTo(44_300).endOfTurn(44_400, 0.95).heard(44_500, "i am here").until(45_000);

    assertEquals(List.of("i am here"), call.turns());
    assertEquals(0, call.all(Command.HangUp.class).size());
  }

  @Test
  void aGoodbyeThatCannotBeSpokenEndsTheCallToo() {
    Timeline call = disclosed().until(21_000).audible(21_100).played(23_000, ARE_YOU_THERE);
    call.until(43_000).synthesisFails(43_200);

    assertEquals(1, call.all(Command.HangUp.class).size());
  }

  @Test
  void aCallerWhoSpeaksIsNotAsked() {
    Timeline call = disclosed().voiceFrom(10_000).until(40_000);

    assertEquals(List.of(), call.spoken());
  }

  @Test
  void theTimeOfTheAnswerIsNoSilence() {
    Timeline call =
        disclosed().says(2_000, 3_000, QUESTION).until(3_500).answers(3_600, ANSWER).until(40_000);

    assertEquals(ANSWER, String.join("", call.spoken()));
  }

  @Test
  void aCallThatHasLastedLongEndsInAPause() {
    Timeline call = bounded().says(90_000, 91_000, QUESTION).until(91_500).answers(91_600, ANSWER);
    call.until(101_000);
    assertEquals(ANSWER, String.join("", call.spoken()));

    call.played(102_000, ANSWER);
    assertEquals(TIME_IS_UP, call.spoken().getLast());

    call.audible(102_100).played(105_000, TIME_IS_UP);
    assertEquals(List.of(105_000L), call.times(Command.HangUp.class));
  }

  @Test
  void insteadOfTheNextAnswerItEnds() {
    Timeline call = bounded().says(99_500, 101_000, QUESTION).until(102_000);

    assertEquals(TIME_IS_UP, call.spoken().getLast());
    assertEquals(List.of(QUESTION), call.turns());
    assertEquals(Phase.THINKING, call.state().phase());

    call.audible(102_100).hearing("We have").typed(102_500, "no");
    assertEquals(1, call.all(Command.HangUp.class).size(), "also when that is interrupted");
  }

  @Test
  void whatNeverComesToAnEndIsCutOffAMinuteLater() {
    Timeline call = bounded();
    for (int from = 90_000; from < 200_000; from += 2_000) {
      call.says(from, from + 1_500, "and then", 0);
    }

    assertEquals(List.of(160_000L), call.times(Command.HangUp.class));
  }

  // ---- the gateway stops

  @Test
  void whoIsQuietIsToldGoodbyeAtOnce() {
    Timeline call = Timeline.disclosed().stopping(4_000);

    assertEquals(List.of(STOPPING), call.spoken());
    call.audible(4_100).played(9_000, STOPPING);
    assertEquals(List.of(9_000L), call.times(Command.HangUp.class));
  }

  @Test
  void anAnswerComesToItsEndBeforeTheGoodbye() {
    Timeline call = Timeline.speaking().stopping(4_000);
    assertEquals(ANSWER, String.join("", call.spoken()));

    call.played(7_000, ANSWER);
    assertEquals(STOPPING, call.spoken().getLast());
    call.audible(7_100).played(11_000, STOPPING);
    assertEquals(1, call.all(Command.HangUp.class).size());
  }

  @Test
  void aCallerWhoSpeaksHearsTheGoodbyeInsteadOfAnAnswer() {
    Timeline call = Timeline.disclosed().voiceFrom(3_000).stopping(3_500);
    assertEquals(List.of(), call.spoken());

    call.voiceTo(4_000).endOfTurn(4_100, 0.95).heard(4_200, QUESTION).until(5_000);
    assertEquals(List.of(STOPPING), call.spoken());
    assertEquals(List.of(), call.asked());
  }

  @Test
  void nobodyIsWaitedForLong() {
    Timeline call = Timeline.speaking().stopping(4_000).until(20_000);

    assertEquals(List.of(14_000L), call.times(Command.HangUp.class));
  }

  @Test
  void theDisclosureIsNotCutShort() {
    Timeline call = new Timeline(RULES).opened().stopping(500);
    assertEquals(List.of(), call.spoken());

    call.disclosurePlayed(2_500);
    assertEquals(List.of(STOPPING), call.spoken());
  }

  // ---- the model wants the end

  /** The model asks for the end of the call in the turn at 2000 to 3000. */
  private static Timeline wantsToEnd() {
    return Timeline.thinking().callsTool(3_500, "a").textOver(3_500).endAsked(3_600, "a");
  }

  @Test
  void theModelMustAskTheCallerFirst() {
    Timeline call = wantsToEnd();

    assertTrue(call.lastAsked().getLast().startsWith("tool: not yet"), call.lastAsked().toString());
    call.answers(3_900, "Shall I hang up?").played(5_000, "Shall I hang up?").until(9_000);
    assertEquals(0, call.all(Command.HangUp.class).size());
  }

  @Test
  void whenTheCallerAgreedTheCallEndsAfterTheGoodbye() {
    Timeline call =
        wantsToEnd().answers(3_900, "Shall I hang up?").played(5_000, "Shall I hang up?");
    call.says(6_000, 6_500, "yes").until(7_000).callsTool(7_100, "b").textOver(7_100);
    call.endAsked(7_200, "b").answers(7_400, "Goodbye.");
    assertEquals(0, call.all(Command.HangUp.class).size());

    call.played(8_500, "Goodbye.");
    assertEquals(List.of(8_500L), call.times(Command.HangUp.class));
  }

  @Test
  void whoSpeaksOverTheGoodbyeOfTheModelStays() {
    Timeline call =
        wantsToEnd().answers(3_900, "Shall I hang up?").played(5_000, "Shall I hang up?");
    call.says(6_000, 6_500, "yes").until(7_000).callsTool(7_100, "b").textOver(7_100);
    call.endAsked(7_200, "b").answers(7_400, "Goodbye.").hearing("Good").typed(7_900, "wait");

    assertEquals(0, call.all(Command.HangUp.class).size());
    assertEquals("wait", call.turns().getLast());
  }

  @Test
  void agreementDoesNotLastForEver() {
    Timeline call = wantsToEnd().answers(3_900, "Shall I?").played(5_000, "Shall I?");
    long now = 6_000;
    for (int i = 0; i < 3; i++) {
      call.typed(now, QUESTION).answers(now + 100, "So.").played(now + 900, "So.");
      now += 1_000;
    }
    call.typed(now, QUESTION).callsTool(now + 100, "b").textOver(now + 100);
    call.endAsked(now + 200, "b");

    assertTrue(call.lastAsked().getLast().startsWith("tool: not yet"), call.lastAsked().toString());
  }

  @Test
  void anAnswerThatWasCutEndsNothing() {
    Timeline call = wantsToEnd().answers(3_900, "Shall I?").played(5_000, "Shall I?");
    call.says(6_000, 6_500, "yes").until(7_000).callsTool(7_100, "b").textOver(7_100);
    long cut = call.answer();
    call.typed(7_150, "no wait").happens(new Event.EndAsked(7_200_000_000L, cut, "b", null));
    call.answers(7_400, "Fine.").played(8_500, "Fine.");

    assertEquals(0, call.all(Command.HangUp.class).size());
  }

  @Test
  void withoutLimitsNothingEnds() {
    Timeline call = Timeline.disclosed().until(3_600_000);

    assertEquals(List.of(), call.spoken());
    assertEquals(0, call.all(Command.HangUp.class).size());
  }
}
