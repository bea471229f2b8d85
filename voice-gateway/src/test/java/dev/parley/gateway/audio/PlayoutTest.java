package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All times are virtual milliseconds. */
final class PlayoutTest {
  private final Playout playout = new Playout(PlayoutSettings.standard());
  private final List<short[]> frames = new ArrayList<>();
  private long now = 5_000;

  // ---- pacing

  @Test
  void sendsAtMost200MillisAhead() {
    say(1, "One two three four.", 2_000);

    assertEquals(10, poll());
    assertEquals(0, poll());
    pass(20);
    assertEquals(11, frames.size());
    pass(1_000);
    assertEquals(61, frames.size());
  }

  @Test
  void aShortStandstillIsCaughtUp() {
    say(1, "One two three four.", 2_000);
    poll();
    now += 100;

    assertEquals(5, poll());
    assertEquals(0, playout.underruns());
  }

  @Test
  void everySampleComesOutOnceAndInOrder() {
    short[] ramp = ramp(16_005);
    playout.begin();
    playout.beginClause(1, "all of it");
    playout.append(1, ramp, 0, 10_000);
    playout.append(1, ramp, 10_000, 6_005);
    playout.endOfAnswer();
    pass(2_000);

    assertArrayEquals(Arrays.copyOf(ramp, frames.size() * 320), sent());
    assertEquals(51, frames.size());
  }

  @Test
  void anIncompleteFrameWaitsForTheEndOfTheAnswer() {
    playout.begin();
    playout.beginClause(1, "one");
    playout.append(1, ramp(400), 0, 400);
    pass(100);
    assertEquals(1, frames.size());

    playout.endOfAnswer();
    poll();
    assertEquals(2, frames.size());
    assertEquals(0, frames.get(1)[80]);
  }

  @Test
  void whatDoesNotFitIsRefusedWhole() {
    Playout small = new Playout(new PlayoutSettings(200, 100));
    small.begin();
    small.beginClause(1, "one");

    assertTrue(small.append(1, new short[960], 0, 960));
    assertEquals(40, small.freeMillis());
    assertFalse(small.append(1, new short[960], 0, 960));
    assertEquals(60, small.queuedMillis());
  }

  @Test
  void aGapInsideAnAnswerIsCounted() {
    playout.begin();
    playout.beginClause(1, "one");
    playout.append(1, new short[1_600], 0, 1_600);
    poll();
    now += 250;
    poll();
    playout.append(1, new short[1_600], 0, 1_600);
    poll();

    assertEquals(1, playout.underruns());
    assertEquals(150, playout.underrunMillis());
  }

  @Test
  void theTimeBetweenAnswersIsNoGap() {
    say(1, "One.", 100);
    pass(3_000);
    say(1, "Two.", 100);
    pass(3_000);

    assertEquals(0, playout.underruns());
  }

  @Test
  void afterAGapTheLineIsNotFedFasterThanBefore() {
    playout.begin();
    playout.beginClause(1, "one");
    playout.append(1, new short[1_600], 0, 1_600);
    poll();
    now += 1_000;
    playout.append(1, new short[16_000], 0, 16_000);

    assertEquals(10, poll());
  }

  // ---- the end

  @Test
  void anAnswerIsOverWhenItsLastSampleWasPlayed() {
    say(1, "One.", 300);
    pass(280);
    assertFalse(playout.isOver(nanos()));
    pass(20);
    assertTrue(playout.isOver(nanos()));
  }

  @Test
  void anAnswerWithoutSoundIsOverAtOnce() {
    playout.begin();
    playout.beginClause(1, "***");
    playout.endClause(1);
    playout.endOfAnswer();

    assertTrue(playout.isOver(nanos()));
  }

  @Test
  void anEndedButUnsentAnswerIsNotOver() {
    say(1, "One.", 2_000);
    assertFalse(playout.isOver(nanos()));
  }

  @Test
  void acksThatNeverComeDoNotHoldTheEndUp() {
    say(1, "One.", 300);
    pass(100);
    playout.acked(nanos(), 20);
    pass(500);

    assertTrue(playout.isOver(nanos()));
  }

  // ---- hold, duck, clear

  @Test
  void aHeldVoiceSendsNothingAndTakesBackWhatWasNotPlayed() {
    say(1, "One two three.", 2_000);
    pass(100);
    assertEquals(1_700, playout.queuedMillis());
    hold();

    assertTrue(playout.isHeld());
    assertEquals(0, pass(3_000));
    assertEquals(100, playout.sentMillis());
    assertEquals(100, playout.playedMillis(nanos()));
    assertEquals(1_900, playout.queuedMillis());
    assertEquals(100, playout.heard(nanos()).audioMillis());
    assertFalse(playout.isOver(nanos()));
  }

  @Test
  void aResumedVoiceGoesOnWithTheVerySampleThatWasNext() {
    sayRamp(32_000);
    pass(100);
    hold();
    pass(500);
    frames.clear();
    resume();

    assertFalse(playout.isHeld());
    assertEquals(10, poll());
    assertEquals(100 * 16 + 161, sent()[160]);
    pass(3_000);
    assertEquals(95 * 320, sent().length);
    assertEquals(32_000, sent()[95 * 320 - 1]);
    assertEquals(0, playout.underruns());
    assertTrue(playout.isOver(nanos()));
  }

  @Test
  void aResumedVoiceFadesInWithin10Millis() {
    say(1, "One two three.", 2_000, (short) 8_000);
    pass(100);
    hold();
    frames.clear();
    resume();
    poll();

    short[] first = frames.getFirst();
    assertEquals(50, first[0]);
    assertNoClick(first, 51);
    assertEquals(8_000, first[160]);
  }

  @Test
  void holdAndResumeTwiceAreHarmless() {
    sayRamp(32_000);
    resume();
    pass(100);
    hold();
    pass(300);
    hold();
    resume();
    resume();
    frames.clear();
    poll();

    assertEquals(100 * 16 + 161, sent()[160]);
    assertEquals(1_900, playout.remainingMillis(nanos()));
  }

  @Test
  void aCutWordIsSaidAgainFromItsStart() {
    sayMarked();
    pass(450);
    hold();
    pass(200);
    resume();

    assertEquals(1_000 - 400, playout.queuedMillis());
    assertEquals(1_000 - 400, playout.remainingMillis(nanos()));
    assertEquals(new Heard("Breakfast", 450, Heard.Basis.WORD_MARKS), playout.heard(nanos()));
    pass(20);
    assertEquals(450, playout.heard(nanos()).audioMillis());
    pass(80);
    assertEquals(new Heard("Breakfast is", 500, Heard.Basis.WORD_MARKS), playout.heard(nanos()));
    pass(500);
    assertEquals("Breakfast is at seven.", playout.heard(nanos()).text());
    assertTrue(playout.isOver(nanos()));
  }

  @Test
  void betweenTwoWordsNothingIsSaidAgain() {
    sayMarked();
    pass(500);
    hold();
    resume();

    assertEquals(500, playout.queuedMillis());
  }

  @Test
  void aWordHeldTwiceIsStillSaidFromItsStart() {
    sayMarked();
    pass(450);
    hold();
    resume();
    hold();
    resume();
    assertEquals(600, playout.queuedMillis());
    pass(30);
    hold();
    resume();

    assertEquals(600, playout.queuedMillis());
    assertEquals(450, playout.heard(nanos()).audioMillis());
  }

  @Test
  void aWordCutLongAfterItsStartGoesOnWhereItWas() {
    playout.begin();
    playout.beginClause(1, "Aaaah!");
    playout.mark(1, new WordMark(0, 6, 0, 3_000));
    playout.append(1, new short[48_000], 0, 48_000);
    playout.endOfAnswer();
    pass(1_500);
    hold();
    resume();
    assertEquals(3_000, playout.queuedMillis());
    pass(1_520);
    hold();
    resume();

    assertEquals(3_000 - 1_520, playout.queuedMillis());
  }

  @Test
  void anAckAfterAHoldSaysThatLessWasPlayed() {
    sayRamp(32_000);
    pass(500);
    hold();
    pass(40);
    playout.acked(nanos(), 430);
    assertEquals(1_570, playout.queuedMillis());
    assertEquals(430, playout.heard(nanos()).audioMillis());
    frames.clear();
    resume();
    poll();

    assertEquals(430 * 16 + 161, sent()[160]);
  }

  @Test
  void anAckAfterAHoldSaysThatMoreWasPlayed() {
    sayRamp(32_000);
    pass(500);
    hold();
    pass(40);
    playout.acked(nanos(), 560);
    assertEquals(1_440, playout.queuedMillis());
    assertEquals(560, playout.heard(nanos()).audioMillis());
    frames.clear();
    resume();
    poll();

    assertEquals(560 * 16 + 161, sent()[160]);
  }

  @Test
  void theLastAckBeforeAResumeCounts() {
    sayRamp(32_000);
    pass(500);
    hold();
    playout.acked(nanos(), 380);
    playout.acked(nanos(), 520);
    resume();

    assertEquals(1_480, playout.queuedMillis());
  }

  @Test
  void anAckAfterAHoldNeverClaimsWhatWasNotSent() {
    say(1, "One two three.", 2_000);
    pass(500);
    hold();
    playout.acked(nanos(), Long.MAX_VALUE);

    assertEquals(700, playout.heard(nanos()).audioMillis());
    assertEquals(1_300, playout.queuedMillis());
  }

  @Test
  void anAckBetweenHoldAndClearStillCorrectsUpwards() {
    say(1, "One two three.", 2_000);
    pass(500);
    hold();
    playout.clear(nanos());
    playout.acked(nanos(), 560);

    assertEquals(560, playout.sentMillis());
  }

  @Test
  void aHoldInThePaddedLastFrameLosesNothing() {
    sayRamp(16_000 + 80);
    pass(999);
    hold();
    assertEquals(6, playout.queuedMillis());
    frames.clear();
    resume();
    poll();

    assertEquals(1, frames.size());
    assertEquals(0, sent()[96]);
    assertFalse(playout.isOver(nanos()));
    pass(20);
    assertTrue(playout.isOver(nanos()));
    assertEquals(1_005, playout.heard(nanos()).audioMillis());
  }

  @Test
  void aHoldInThePadFindsTheAnswerOver() {
    sayRamp(16_000 + 80);
    pass(1_010);
    assertFalse(playout.isOver(nanos()));
    hold();

    assertEquals(0, playout.remainingMillis(nanos()));
    assertTrue(playout.isOver(nanos()));
    resume();
    assertEquals(0, pass(100));
  }

  @Test
  void anAnswerHeldBeforeItsFirstFrameStartsAtItsBeginningWithoutAFade() {
    hold();
    say(1, "One two three.", 1_000, (short) 8_000);
    assertEquals(0, pass(200));
    assertFalse(playout.isOver(nanos()));
    resume();
    pass(1_000);

    assertEquals(50, frames.size());
    assertEquals(8_000, sent()[0]);
    assertTrue(playout.isOver(nanos()));
  }

  @Test
  void audioThatComesWhileHeldIsKept() {
    playout.begin();
    playout.beginClause(1, "all of it");
    playout.append(1, ramp(8_000), 0, 8_000);
    pass(100);
    hold();
    playout.append(1, ramp(8_000), 0, 8_000);
    playout.endOfAnswer();
    pass(100);
    resume();
    pass(900);

    assertTrue(playout.isOver(nanos()));
    assertEquals(1_000, playout.heard(nanos()).audioMillis());
  }

  @Test
  void whatIsTakenBackTakesNoRoomFromAudioThatIsOnItsWay() {
    Playout small = new Playout(new PlayoutSettings(200, 300));
    small.begin();
    small.beginClause(1, "one");
    small.append(1, new short[4_800], 0, 4_800);
    small.poll(nanos(), frame -> {});
    long free = small.freeMillis();
    small.hold(nanos());

    assertEquals(300, small.queuedMillis());
    assertEquals(free, small.freeMillis());
    assertTrue(small.append(1, new short[3_200], 0, 3_200));
    assertEquals(500, small.remainingMillis(nanos()));
  }

  @Test
  void aVoiceDuckedBeforeAHoldComesBackDucked() {
    say(1, "One two three.", 2_000, (short) 8_000);
    pass(100);
    playout.duck(-20);
    hold();
    frames.clear();
    resume();
    poll();

    assertNoClick(frames.getFirst(), 6);
    assertEquals(800, sent()[160]);
    playout.duck(0);
    pass(100);
    assertEquals(8_000, frames.getLast()[0]);
  }

  @Test
  void aVoiceRaisedWhileHeldComesBackLoud() {
    say(1, "One two three.", 2_000, (short) 8_000);
    playout.duck(-20);
    pass(100);
    hold();
    playout.duck(0);
    frames.clear();
    resume();
    poll();

    assertEquals(8_000, sent()[160]);
  }

  @Test
  void aClearOfAHeldVoiceCutsItForGood() {
    sayMarked();
    pass(450);
    hold();
    pass(300);
    Cleared cleared = playout.clear(nanos());

    assertEquals("Breakfast", cleared.heard().text());
    assertEquals(0, cleared.unplayedMillis());
    assertEquals(550, cleared.unsentMillis());
    assertFalse(playout.isHeld());
    resume();
    assertEquals(0, pass(500));
    assertEquals(0, playout.remainingMillis(nanos()));
  }

  @Test
  void remainingIsWhatIsQueuedAndWhatIsUnderWay() {
    assertEquals(0, playout.remainingMillis(nanos()));
    say(1, "One two three.", 1_010);
    assertEquals(1_010, playout.remainingMillis(nanos()));
    pass(100);
    assertEquals(910, playout.remainingMillis(nanos()));
    pass(905);
    assertEquals(5, playout.remainingMillis(nanos()));
    pass(10);
    assertEquals(0, playout.remainingMillis(nanos()));
  }

  @Test
  void aPhoneLineHearsALoweredVoiceWithin120Millis() {
    Playout phone = new Playout(PlayoutSettings.ahead(120));
    phone.begin();
    phone.beginClause(1, "one");
    phone.append(1, new short[16_000], 0, 16_000);

    assertEquals(6, phone.poll(nanos(), frame -> {}));
  }

  @Test
  void aDuckedVoiceIsQuieterWithoutAClick() {
    say(1, "One two three.", 2_000, (short) 8_000);
    pass(100);
    playout.duck(-20);
    pass(100);
    playout.duck(0);
    pass(1_000);

    assertNoClick(sent(), 60);
    assertEquals(800, frames.get(17)[100]);
    assertEquals(8_000, frames.getLast()[100]);
  }

  @Test
  void aClearSaysWhatItThrewAway() {
    say(1, "One two three four.", 2_000);
    pass(500);

    Cleared cleared = playout.clear(nanos());

    assertEquals(500, cleared.heard().audioMillis());
    assertEquals(200, cleared.unplayedMillis());
    assertEquals(1_300, cleared.unsentMillis());
    pass(500);
    assertEquals(35, frames.size());
  }

  @Test
  void theNextAnswerAfterAHeldAndClearedOneIsLoud() {
    say(1, "One two three.", 2_000, (short) 8_000);
    pass(100);
    playout.duck(-20);
    hold();
    pass(100);
    playout.clear(nanos());
    frames.clear();
    say(1, "Next.", 500, (short) 8_000);
    pass(600);

    assertEquals(8_000, frames.get(3)[0]);
  }

  // ---- what was heard

  @Test
  void byWordMarksOnlyWholeWordsCount() {
    sayMarked();

    assertHeard("", Heard.Basis.WHOLE_CLAUSES, 0);
    assertHeard("", Heard.Basis.WORD_MARKS, 399);
    assertHeard("Breakfast", Heard.Basis.WORD_MARKS, 1);
    assertHeard("Breakfast is", Heard.Basis.WORD_MARKS, 100);
    assertHeard("Breakfast is at", Heard.Basis.WORD_MARKS, 499);
    assertHeard("Breakfast is at seven.", Heard.Basis.WHOLE_CLAUSES, 1);
  }

  @Test
  void withoutMarksCharactersAreCountedInProportion() {
    say(1, "aaaa bbbb cccc dddd", 1_900);

    assertHeard("", Heard.Basis.ESTIMATE, 399);
    assertHeard("aaaa", Heard.Basis.ESTIMATE, 1);
    assertHeard("aaaa", Heard.Basis.ESTIMATE, 400);
    assertHeard("aaaa bbbb", Heard.Basis.ESTIMATE, 100);
  }

  @Test
  void whileAClauseIsStillComingItsLengthIsNotTakenForWhole() {
    playout.begin();
    playout.beginClause(1, "aaaa bbbb cccc dddd");
    playout.append(1, new short[8_000], 0, 8_000);

    assertHeard("aaaa", Heard.Basis.ESTIMATE, 500);
  }

  @Test
  void wholeClausesCountWithTheirPunctuation() {
    playout.begin();
    playout.beginClause(1, "Yes,");
    playout.beginClause(2, " we do.");
    playout.append(1, new short[3_200], 0, 3_200);
    playout.append(2, new short[6_400], 0, 6_400);
    playout.endOfAnswer();

    assertHeard("Yes,", Heard.Basis.WHOLE_CLAUSES, 200);
    assertHeard("Yes, we", Heard.Basis.ESTIMATE, 200);
    assertHeard("Yes, we do.", Heard.Basis.WHOLE_CLAUSES, 200);
  }

  @Test
  void aClauseWithNothingToSpeakIsPassedOver() {
    playout.begin();
    playout.beginClause(1, "Yes.");
    playout.append(1, new short[3_200], 0, 3_200);
    playout.endClause(1);
    playout.beginClause(2, " ***");
    playout.endClause(2);
    playout.beginClause(3, " Bye.");
    playout.append(3, new short[3_200], 0, 3_200);
    playout.endOfAnswer();

    assertHeard("", Heard.Basis.ESTIMATE, 150);
    assertHeard("Yes. ***", Heard.Basis.WHOLE_CLAUSES, 50);
    assertHeard("Yes. *** Bye.", Heard.Basis.WHOLE_CLAUSES, 200);
  }

  @Test
  void aClauseThatWasNeverSpokenWasNotHeard() {
    playout.begin();
    playout.beginClause(1, "Yes.");
    playout.beginClause(2, " Never spoken.");
    playout.append(1, new short[3_200], 0, 3_200);
    playout.endOfAnswer();

    assertHeard("Yes.", Heard.Basis.WHOLE_CLAUSES, 1_000);
  }

  @Test
  void acksSlowerThanTheClockAreBelieved() {
    say(1, "aaaa bbbb cccc dddd", 1_900);
    pass(1_000);
    playout.acked(nanos(), 450);

    assertHeard("aaaa", Heard.Basis.ESTIMATE, 0);
    assertEquals(450, playout.playedMillis(nanos()));
    pass(100);
    assertEquals(550, playout.playedMillis(nanos()));
  }

  @Test
  void acksNeverGoBeyondWhatWasSent() {
    say(1, "aaaa bbbb cccc dddd", 1_900);
    pass(100);
    playout.acked(nanos(), Long.MAX_VALUE);

    assertEquals(300, playout.playedMillis(nanos()));
  }

  @Test
  void anAckAfterAClearChangesNothingOfWhatWasHeard() {
    say(1, "aaaa bbbb cccc dddd", 1_900);
    pass(500);
    Cleared cleared = playout.clear(nanos());
    playout.acked(nanos(), 1_900);

    assertEquals("aaaa", cleared.heard().text());
    assertEquals("", playout.heard(nanos()).text());
  }

  @Test
  void anAckAfterAClearPutsTheLineRightForTheNextAnswer() {
    say(1, "aaaa bbbb cccc dddd", 1_900);
    pass(500);
    playout.clear(nanos());
    playout.acked(nanos(), 430);
    say(1, "eeee ffff", 900);
    poll();
    pass(420);
    playout.acked(nanos(), 430 + 390);

    assertEquals("", playout.heard(nanos()).text());
    pass(20);
    assertEquals("eeee", playout.heard(nanos()).text());
  }

  // ---- wrong use

  @Test
  void wrongOrderIsRefused() {
    assertThrows(IllegalStateException.class, () -> playout.beginClause(1, "one"));
    playout.begin();
    assertThrows(IllegalArgumentException.class, () -> playout.append(1, new short[1], 0, 1));
    playout.beginClause(2, "two");
    assertThrows(IllegalArgumentException.class, () -> playout.beginClause(2, "again"));
    playout.append(2, new short[320], 0, 320);
    assertThrows(IllegalStateException.class, playout::begin);
    playout.endOfAnswer();
    assertThrows(IllegalStateException.class, () -> playout.append(2, new short[320], 0, 320));
    assertThrows(IllegalArgumentException.class, () -> playout.duck(3));
  }

  // ---- the bench

  private void say(long clause, String text, int millis) {
    say(clause, text, millis, (short) 100);
  }

  private void say(long clause, String text, int millis, short level) {
    short[] pcm = new short[millis * 16];
    Arrays.fill(pcm, level);
    playout.begin();
    playout.beginClause(clause, text);
    playout.append(clause, pcm, 0, pcm.length);
    playout.endClause(clause);
    playout.endOfAnswer();
  }

  private void sayRamp(int length) {
    playout.begin();
    playout.beginClause(1, "all of it");
    playout.append(1, ramp(length), 0, length);
    playout.endOfAnswer();
  }

  private void sayMarked() {
    playout.begin();
    playout.beginClause(1, "Breakfast is at seven.");
    playout.mark(1, new WordMark(0, 9, 0, 400));
    playout.mark(1, new WordMark(10, 12, 400, 500));
    playout.mark(1, new WordMark(13, 15, 500, 600));
    playout.mark(1, new WordMark(16, 21, 600, 1_000));
    playout.append(1, new short[16_000], 0, 16_000);
    playout.endClause(1);
    playout.endOfAnswer();
  }

  private void hold() {
    playout.hold(nanos());
  }

  private void resume() {
    playout.resume(nanos());
  }

  private static void assertNoClick(short[] samples, int largestStep) {
    for (int i = 1; i < samples.length; i++) {
      assertTrue(Math.abs(samples[i] - samples[i - 1]) <= largestStep, "a click at " + i);
    }
  }

  private static short[] ramp(int length) {
    short[] ramp = new short[length];
    for (int i = 0; i < length; i++) {
      ramp[i] = (short) (i + 1);
    }
    return ramp;
  }

  private int poll() {
    return playout.poll(nanos(), frame -> frames.add(frame.clone()));
  }

  /** Time passes, with a poll at the start, every 20 ms, and at the end; how many frames went. */
  private int pass(int millis) {
    int before = frames.size();
    long end = now + millis;
    poll();
    while (now < end) {
      now = Math.min(end, now + 20);
      poll();
    }
    return frames.size() - before;
  }

  private void assertHeard(String text, Heard.Basis basis, int afterMillis) {
    pass(afterMillis);
    Heard heard = playout.heard(nanos());
    assertEquals(text, heard.text());
    assertEquals(basis, heard.basis());
  }

  private short[] sent() {
    short[] sent = new short[frames.size() * 320];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, sent, i * 320, 320);
    }
    return sent;
  }

  private long nanos() {
    return now * 1_000_000;
  }
}
