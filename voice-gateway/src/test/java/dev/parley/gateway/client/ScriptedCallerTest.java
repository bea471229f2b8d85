package dev.parley.gateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.client.ScriptedCaller.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptedCallerTest {
  private static final int SECOND = 50;
  private static final Interjection HEAR_OUT = new Interjection.None();

  private final List<Integer> spokenAt = new ArrayList<>();
  private int now;

  @Test
  void saysNothingBeforeTheDisclosureIsOver() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(10));
    listen(caller, 5 * SECOND);
    assertEquals(List.of(), spokenAt);

    caller.event(ended(0, "answered"));
    listen(caller, SECOND);
    assertEquals(10, spokenAt.size());
  }

  @Test
  void keepsTheLineOpenWithSilence() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(1));
    byte[] frame = caller.tick();
    assertEquals(640, frame.length);
    assertTrue(isSilent(frame));
  }

  @Test
  void saysTheNextRecordingHalfASecondAfterTheAnswerWasHeard() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(1), speech(1));
    disclose(caller);
    listen(caller, SECOND);
    caller.event(new VoiceEvent.Final(1, "today", true));
    caller.event(ended(1, "answered"));
    for (int i = 0; i < SECOND; i++) {
      // the last words are still in the loudspeaker
      caller.heardBot();
      listen(caller, 1);
    }
    int quietFrom = now;
    listen(caller, 2 * SECOND);

    assertEquals(2, spokenAt.size());
    int waitedTicks = spokenAt.get(1) - quietFrom;
    assertTrue(waitedTicks >= 24 && waitedTicks <= 27, "waited " + waitedTicks + " ticks");
  }

  @Test
  void aRecordingWithAPauseIsAnsweredOnlyWhenItsLastTurnIs() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(5 * SECOND));
    disclose(caller);
    listen(caller, 2 * SECOND);
    caller.event(new VoiceEvent.Final(1, "i would like", true));
    caller.event(ended(1, "interrupted"));
    listen(caller, 3 * SECOND);
    caller.event(new VoiceEvent.Partial(2, "a room", 0));
    listen(caller, 2 * SECOND);
    assertFalse(caller.isOver());

    caller.event(new VoiceEvent.Final(2, "a room", true));
    caller.event(ended(2, "answered"));
    listen(caller, SECOND);
    assertTrue(caller.isOver());
    assertEquals(List.of(Fate.ANSWERED), caller.fates());
  }

  @Test
  void bargesInSoLongAfterTheAnswerBecameAudible() {
    ScriptedCaller caller = caller(new Interjection.BargeIn(400), speech(1), speech(1));
    disclose(caller);
    listen(caller, SECOND);
    caller.event(new VoiceEvent.Final(1, "today", true));
    int audibleFrom = now;
    for (int i = 0; i < SECOND; i++) {
      caller.heardBot();
      listen(caller, 1);
    }
    assertEquals(2, spokenAt.size());
    int intoTicks = spokenAt.get(1) - audibleFrom;
    assertTrue(intoTicks >= 20 && intoTicks <= 22, intoTicks + " ticks into the answer");

    caller.event(ended(1, "interrupted"));
    caller.event(new VoiceEvent.Final(2, "no tomorrow", true));
    caller.event(ended(2, "answered"));
    listen(caller, SECOND);
    assertEquals(List.of(Fate.ANSWERED, Fate.ANSWERED), caller.fates());
  }

  @Test
  void anAnswerThatWentOnPassesOverWhatWasSaidIntoIt() {
    ScriptedCaller caller = caller(new Interjection.Over(400), speech(1), speech(5), speech(1));
    int audibleFrom = hearTheFirstAnswer(caller);
    int intoTicks = spokenAt.get(1) - audibleFrom;
    assertTrue(intoTicks >= 20 && intoTicks <= 22, intoTicks + " ticks into the answer");
    assertEquals(OptionalLong.of(1), caller.spokenInto());

    caller.event(ended(1, "answered"));
    listen(caller, SECOND);
    assertEquals(7, spokenAt.size(), "the third is said after the answer");
    assertEquals(OptionalLong.empty(), caller.spokenInto());
    caller.event(new VoiceEvent.Final(2, "tomorrow", true));
    hear(caller, new VoiceEvent.Answer(2, "it will rain"), SECOND);
    caller.event(ended(2, "answered"));
    listen(caller, SECOND);
    assertTrue(caller.isOver());
    assertEquals(List.of(Fate.ANSWERED, Fate.PASSED_OVER, Fate.ANSWERED), caller.fates());
  }

  @Test
  void theTurnThatIgnoredWordsWereShownForBelongsToTheNextRecording() {
    ScriptedCaller caller = caller(new Interjection.Over(400), speech(1), speech(10), speech(1));
    hearTheFirstAnswer(caller);
    caller.event(new VoiceEvent.Partial(2, "mm-hmm", 0));
    caller.event(ended(1, "answered"));
    listen(caller, 4 * SECOND);
    assertEquals(12, spokenAt.size());
    caller.event(new VoiceEvent.Final(2, "tomorrow", true));
    caller.event(ended(2, "answered"));
    listen(caller, SECOND);
    assertEquals(List.of(Fate.ANSWERED, Fate.PASSED_OVER, Fate.ANSWERED), caller.fates());
  }

  @ParameterizedTest
  @ValueSource(strings = {"interrupted", "discarded"})
  void anAnswerThatWasCutByWhatWasSaidIntoItMakesThatATurn(String outcome) {
    ScriptedCaller caller = caller(new Interjection.Over(400), speech(1), speech(10));
    hearTheFirstAnswer(caller);
    caller.event(ended(1, outcome));
    listen(caller, 2 * SECOND);
    assertFalse(caller.isOver());

    caller.event(new VoiceEvent.Final(2, "stop", true));
    caller.event(ended(2, "answered"));
    listen(caller, SECOND);
    assertTrue(caller.isOver());
    assertEquals(List.of(Fate.ANSWERED, Fate.ANSWERED), caller.fates());
  }

  @Test
  void anAnswerTooShortToSpeakIntoIsHeardOut() {
    ScriptedCaller caller = caller(new Interjection.Over(400), speech(1), speech(1));
    disclose(caller);
    listen(caller, SECOND);
    caller.event(new VoiceEvent.Final(1, "today", true));
    hear(caller, new VoiceEvent.Answer(1, "yes"), 10);
    caller.event(ended(1, "answered"));
    listen(caller, SECOND);
    assertEquals(2, spokenAt.size());
    assertEquals(OptionalLong.empty(), caller.spokenInto());
    caller.event(new VoiceEvent.Final(2, "fine", true));
    caller.event(ended(2, "answered"));
    listen(caller, SECOND);
    assertEquals(List.of(Fate.ANSWERED, Fate.ANSWERED), caller.fates());
  }

  @Test
  void anAnswerThatWasDiscardedIsNoAnswer() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(1));
    disclose(caller);
    listen(caller, SECOND);
    caller.event(new VoiceEvent.Final(1, "today", true));
    caller.event(ended(1, "discarded"));
    listen(caller, 4 * SECOND);
    assertTrue(caller.isOver());
    assertEquals(List.of(Fate.INTERRUPTED), caller.fates());
  }

  @Test
  void anAnswerThatDoesNotComeTimesOutAndTheNextRecordingIsSaid() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(1), speech(1));
    disclose(caller);
    listen(caller, 31 * SECOND);
    assertEquals(2, spokenAt.size());
    caller.event(new VoiceEvent.Final(1, "today", true));
    caller.event(ended(1, "answered"));
    listen(caller, SECOND);
    assertEquals(List.of(Fate.TIMED_OUT, Fate.ANSWERED), caller.fates());
  }

  @Test
  void anAnswerThatNeverEndsDoesNotHoldTheCallForever() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(1));
    disclose(caller);
    for (int i = 0; i < 125 * SECOND; i++) {
      caller.heardBot();
      listen(caller, 1);
    }
    assertTrue(caller.isOver());
    assertEquals(List.of(Fate.TIMED_OUT), caller.fates());
  }

  @Test
  void aFailedAnswerIsNotAnAnswer() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(1));
    disclose(caller);
    listen(caller, SECOND);
    caller.event(new VoiceEvent.Final(1, "today", true));
    caller.event(ended(1, "failed"));
    listen(caller, SECOND);
    assertTrue(caller.isOver());
    assertEquals(List.of(Fate.FAILED), caller.fates());
  }

  @Test
  void aCallThatEndsEarlyLeavesTheRestUnsaid() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(1), speech(1));
    disclose(caller);
    caller.event(new VoiceEvent.Closed(1006, ""));
    assertTrue(caller.isOver());
    assertEquals(List.of(Fate.NOT_SAID, Fate.NOT_SAID), caller.fates());
  }

  @Test
  void anUtteranceThatLedNowhereDoesNotUseUpThePatience() {
    ScriptedCaller caller = caller(HEAR_OUT, speech(1));
    disclose(caller);
    listen(caller, SECOND);
    caller.event(new VoiceEvent.Final(1, "today", true));
    caller.event(ended(1, "answered"));
    caller.event(new VoiceEvent.SpeechBegan(9_000));
    listen(caller, 2 * SECOND);
    assertFalse(caller.isOver());
    listen(caller, 2 * SECOND);
    assertTrue(caller.isOver());
  }

  /** Until 600 ms after it became audible; returns when it did. */
  private int hearTheFirstAnswer(ScriptedCaller caller) {
    disclose(caller);
    listen(caller, SECOND);
    caller.event(new VoiceEvent.Final(1, "today", true));
    int audibleFrom = now;
    hear(caller, new VoiceEvent.Answer(1, "it is sunny"), 30);
    return audibleFrom;
  }

  private void hear(ScriptedCaller caller, VoiceEvent.Answer answer, int ticks) {
    caller.event(answer);
    for (int i = 0; i < ticks; i++) {
      caller.heardBot();
      listen(caller, 1);
    }
  }

  private void disclose(ScriptedCaller caller) {
    caller.event(ended(0, "answered"));
    listen(caller, 2 * SECOND);
  }

  private void listen(ScriptedCaller caller, int ticks) {
    for (int i = 0; i < ticks; i++) {
      if (!isSilent(caller.tick())) {
        spokenAt.add(now);
      }
      now++;
    }
  }

  private static ScriptedCaller caller(Interjection interjection, Recording... recordings) {
    return new ScriptedCaller(List.of(recordings), interjection);
  }

  private static Recording speech(int frames) {
    byte[] pcm = new byte[frames * Earpiece.FRAME_BYTES];
    Arrays.fill(pcm, (byte) 7);
    return new Recording("speech", pcm);
  }

  private static boolean isSilent(byte[] frame) {
    return IntStream.range(0, frame.length).allMatch(i -> frame[i] == 0);
  }

  private static VoiceEvent ended(long turn, String outcome) {
    return new VoiceEvent.AnswerEnded(turn, "text", "text", outcome);
  }
}
