package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds whatever happens: random calls of 300 random steps each. */
final class PlayoutPropertiesTest {
  private static final String WORDS = "alpha beta gamma delta epsilon zeta eta theta. ";

  private static final int ACK = 10;

  private final Playout playout = new Playout(new PlayoutSettings(200, 3_000));
  private final StringBuilder said = new StringBuilder();
  private Random random = new Random();
  private long nowMillis = 77;
  private boolean answering;
  private boolean ended;
  private long clause;
  private long accepted;
  private long dropped;
  private long sentFrames;
  private long heardMillis;
  private String heard = "";

  @RepeatedTest(200)
  void theAccountAlwaysAddsUp(RepetitionInfo run) {
    random = new Random(run.getCurrentRepetition());
    for (int step = 0; step < 300; step++) {
      int choice = random.nextInt(12);
      if (choice == ACK) {
        // whatever the caller's end claims, it may put the account right in either direction
        forgetHeard();
      }
      act(choice);
      sentFrames += playout.poll(nowMillis * 1_000_000, frame -> {});
      check();
    }
  }

  private void act(int choice) {
    switch (choice) {
      case 0 -> begin();
      case 1 -> beginClause();
      case 2, 3 -> append();
      case 4 -> endClause();
      case 5 -> endAnswer();
      case 6 -> playout.hold(nowMillis * 1_000_000);
      case 7 -> playout.resume(nowMillis * 1_000_000);
      case 8 -> playout.duck(-random.nextInt(30));
      case 9 -> clear();
      case ACK -> playout.acked(nowMillis * 1_000_000, random.nextInt(20_000) - 100L);
      default -> nowMillis += random.nextInt(400);
    }
  }

  private void begin() {
    if (playout.queuedMillis() > 0) {
      return;
    }
    playout.begin();
    answering = true;
    ended = false;
    clause = 0;
    said.setLength(0);
    forgetHeard();
  }

  private void beginClause() {
    if (answering && !ended) {
      String text = WORDS.substring(0, 6 + random.nextInt(WORDS.length() - 6));
      playout.beginClause(++clause, text);
      said.append(text);
    }
  }

  private void append() {
    if (!answering || ended || clause == 0) {
      return;
    }
    int length = random.nextInt(1_600);
    long free = playout.freeMillis();
    try {
      if (playout.append(clause, new short[length], 0, length)) {
        accepted += length;
      } else {
        assertTrue(length > free * 16, "refused although there was room");
      }
    } catch (IllegalArgumentException afterItsEnd) {
      assertTrue(afterItsEnd.toString().contains("after its end"), afterItsEnd.toString());
    }
  }

  private void endClause() {
    if (answering && !ended && clause > 0) {
      playout.endClause(clause);
    }
  }

  private void endAnswer() {
    if (answering) {
      playout.endOfAnswer();
      ended = true;
    }
  }

  private void clear() {
    long queuedBefore = playout.queuedMillis();
    Cleared cleared = playout.clear(nowMillis * 1_000_000);
    assertTrue(said.toString().startsWith(cleared.heard().text()));
    assertTrue(cleared.heard().audioMillis() >= heardMillis);
    assertEquals(queuedBefore, cleared.unsentMillis());
    assertTrue(cleared.unplayedMillis() >= 0);
    assertEquals(0, playout.queuedMillis());
    dropped += queuedBefore;
    answering = false;
    forgetHeard();
  }

  private void forgetHeard() {
    heard = "";
    heardMillis = 0;
  }

  private void check() {
    long nanos = nowMillis * 1_000_000;
    long played = playout.playedMillis(nanos);
    assertTrue(played >= 0 && played <= playout.sentMillis(), "played " + played);
    // and what a hold can take back
    long most = 3_000 + 200 + 1_500;
    assertTrue(playout.queuedMillis() <= most, "queued " + playout.queuedMillis());
    assertTrue(playout.remainingMillis(nanos) >= playout.queuedMillis());
    assertTrue(
        accepted / 16 <= sentFrames * 20 + dropped + playout.queuedMillis() + 1,
        "some audio was lost");
    Heard next = playout.heard(nanos);
    if (answering) {
      assertTrue(said.toString().startsWith(next.text()), "heard is a prefix of said");
      assertTrue(next.audioMillis() >= heardMillis, "the heard position never goes back");
      heard = next.text();
      heardMillis = next.audioMillis();
    } else {
      assertEquals("", next.text());
    }
    assertTrue(heard.length() <= said.length());
  }
}
