package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * An answer held and resumed at random times, heard from the caller's end: every sample is played
 * there, in order, and only a cut word twice. Each sample is loud and of random sign, so that a
 * stretch of them is known again at whatever gain.
 */
final class PlayoutHoldPropertiesTest {
  private static final int LOUD = 30_000;
  private static final int STEPS = 400;

  /** Plays in real time what it was sent, after a buffering delay when it had run dry. */
  private final class CallersEnd {
    private final int bufferingMillis;
    private final Deque<short[]> waiting = new ArrayDeque<>();
    private int inFrame;
    private long delayLeft;
    private long playedMillis;

    CallersEnd(int bufferingMillis) {
      this.bufferingMillis = bufferingMillis;
    }

    void receive(short[] frame) {
      if (waiting.isEmpty()) {
        delayLeft = bufferingMillis;
      }
      waiting.add(frame.clone());
    }

    void playOneMilli() {
      if (waiting.isEmpty() || delayLeft-- > 0) {
        return;
      }
      short[] frame = waiting.getFirst();
      for (int i = 0; i < Pcm.SAMPLES_PER_MILLI; i++) {
        hear(frame[inFrame++]);
      }
      if (inFrame == frame.length) {
        waiting.removeFirst();
        inFrame = 0;
      }
      playedMillis++;
    }

    void drop() {
      waiting.clear();
      inFrame = 0;
    }
  }

  private record Word(int start, int end) {}

  private final Playout playout = new Playout(new PlayoutSettings(200, 8_000));
  private final StringBuilder said = new StringBuilder();
  private final List<Word> words = new ArrayList<>();
  private short[] answer = new short[0];
  private Random random = new Random();
  private CallersEnd end = new CallersEnd(0);
  private boolean marked;
  private long nowMillis = 77;
  private int appended;
  private int clause;
  private int next;
  private int furthest;
  private Heard heard = new Heard("", 0, Heard.Basis.WHOLE_CLAUSES);

  @RepeatedTest(100)
  void withoutMarksEverySampleIsPlayedOnce(RepetitionInfo run) {
    callWith(run, 0);
  }

  @RepeatedTest(100)
  void withMarksOnlyACutWordIsPlayedAgain(RepetitionInfo run) {
    marked = true;
    callWith(run, 0);
  }

  @RepeatedTest(100)
  void aCallersEndThatBuffersPutsThePlaceRightByItsAcks(RepetitionInfo run) {
    marked = run.getCurrentRepetition() % 2 == 0;
    callWith(run, 1 + run.getCurrentRepetition() % 90);
  }

  private void callWith(RepetitionInfo run, int bufferingMillis) {
    random = new Random(run.getCurrentRepetition());
    end = new CallersEnd(bufferingMillis);
    answer = new short[5 * Pcm.RATE_HZ + random.nextInt(Pcm.RATE_HZ)];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = (short) (random.nextBoolean() ? LOUD : -LOUD);
    }
    playout.begin();
    for (int step = 0; step < STEPS; step++) {
      act(random.nextInt(12));
      check();
    }
    runToTheEnd();
  }

  private void act(int choice) {
    switch (choice) {
      case 0 -> say();
      case 1 -> hold();
      case 2, 3 -> resume();
      case 4 -> playout.duck(-random.nextInt(20));
      case 5 -> ack();
      default -> pass(random.nextInt(60));
    }
  }

  /** A clause of a few words, with all its sound: only then is its length no guess. */
  private void say() {
    if (appended == answer.length) {
      return;
    }
    clause++;
    List<WordMark> marks = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int length = 0;
    for (int word = 0; word < 3; word++) {
      int millis = 60 + random.nextInt(500);
      marks.add(
          new WordMark(text.length(), text.length() + 5, millis(length), millis(length) + millis));
      text.append("words ");
      words.add(new Word(appended + length, appended + length + samples(millis)));
      length += samples(millis) + samples(random.nextInt(80));
    }
    length = Math.min(length, answer.length - appended);
    playout.beginClause(clause, text.toString());
    if (marked) {
      marks.forEach(mark -> playout.mark(clause, mark));
    }
    assertTrue(playout.append(clause, answer, appended, length));
    playout.endClause(clause);
    said.append(text);
    appended += length;
    if (appended == answer.length) {
      playout.endOfAnswer();
    }
  }

  private void hold() {
    playout.hold(nanos());
    end.drop();
    ack();
  }

  private void resume() {
    boolean wasHeld = playout.isHeld();
    playout.resume(nanos());
    if (!wasHeld) {
      return;
    }
    assertEquals(furthest / Pcm.SAMPLES_PER_MILLI, playout.heard(nanos()).audioMillis());
    if (!marked || next == appended) {
      return;
    }
    for (Word word : words) {
      if (word.start < next && next < word.end) {
        next = word.start;
      }
    }
  }

  private void ack() {
    playout.acked(nanos(), end.playedMillis);
    if (end.bufferingMillis > 0) {
      // until it says so, nobody knows how far behind it is
      heard = playout.heard(nanos());
    }
  }

  private void pass(int millis) {
    for (int i = 0; i < millis; i++) {
      if (nowMillis % 20 == 0) {
        playout.poll(nanos(), end::receive);
      }
      end.playOneMilli();
      nowMillis++;
    }
  }

  private void hear(short sample) {
    if (next == answer.length) {
      assertEquals(0, sample, "after the last sample comes the pad");
      return;
    }
    assertEquals(Integer.signum(answer[next]), Integer.signum(sample), "at sample " + next);
    next++;
    furthest = Math.max(furthest, next);
  }

  private void check() {
    Heard now = playout.heard(nanos());
    assertTrue(said.toString().startsWith(now.text()), "heard is a prefix of said");
    assertTrue(now.text().startsWith(heard.text()), "no word heard is taken back");
    assertTrue(now.audioMillis() >= heard.audioMillis(), "the heard position never goes back");
    heard = now;
    if (end.bufferingMillis == 0) {
      checkExactly(now);
    }
  }

  private void checkExactly(Heard now) {
    assertEquals(furthest / Pcm.SAMPLES_PER_MILLI, now.audioMillis());
    if (!marked || !playout.isHeld()) {
      // whether a cut word will be said again is decided by the resume
      assertEquals(millisUp(appended - next), playout.remainingMillis(nanos()));
    }
    if (next < answer.length) {
      assertFalse(playout.isOver(nanos()), "not over before its last sample");
    }
  }

  private void runToTheEnd() {
    resume();
    while (appended < answer.length) {
      say();
      pass(500);
    }
    pass(10_000);
    ack();
    check();
    assertEquals(answer.length, next);
    assertTrue(playout.isOver(nanos()));
    assertEquals(said.toString(), playout.heard(nanos()).text());
    assertEquals(0, playout.remainingMillis(nanos()));
  }

  private long nanos() {
    return nowMillis * 1_000_000;
  }

  private static int samples(int millis) {
    return millis * Pcm.SAMPLES_PER_MILLI;
  }

  private static int millis(int samples) {
    return samples / Pcm.SAMPLES_PER_MILLI;
  }

  private static long millisUp(int samples) {
    return (samples + Pcm.SAMPLES_PER_MILLI - 1L) / Pcm.SAMPLES_PER_MILLI;
  }
}
