package dev.parley.gateway.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Settings;
import dev.parley.adapter.UserError;
import dev.parley.gateway.Eventually;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.observe.CallFacts;
import dev.parley.gateway.observe.ClientTiming;
import dev.parley.gateway.observe.OverlapRecord;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.observe.TurnRecord;
import dev.parley.gateway.observe.TurnTiming;
import dev.parley.gateway.trace.TurnTrace.Segment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With H2 in a file. With PARLEY_TEST_POSTGRESQL = jdbc:postgresql://..., and the user in
 * PARLEY_TEST_POSTGRESQL_USER, one of these runs on an empty PostgreSQL, too.
 */
class HistoryTest {
  private static final long MILLI = 1_000_000;
  private static final Instant OPENED = Instant.parse("2026-11-01T10:00:00Z");
  private static final Window ALL =
      new Window(OPENED.minusSeconds(60), OPENED.plusSeconds(3_600), null, null);

  @TempDir Path dir;

  @Test
  void figuresAreThereAfterARestartAndWordsAreNot() {
    try (History history = open(Map.of())) {
      tellCall(history.sink(), "c1", 602);
    }
    try (History history = open(Map.of())) {
      assertSame(history);
      TurnEntry turn = history.slowest(ALL, 10).getFirst();
      assertNull(turn.callerText());
      assertNull(turn.botText());
      assertEquals(0, history.dropped());
    }
  }

  @Test
  void wordsAreKeptWhereThatIsSwitchedOn() {
    try (History history = open(Map.of("history.transcripts", "yes"))) {
      tellCall(history.sink(), "c1", 602);
      Eventually.isTrue(() -> history.count(ALL) == 2, "two turns are kept");
      assertEquals("is there a pool", history.slowest(ALL, 10).getFirst().callerText());
    }
  }

  @Test
  void aFilterByEngineAndChannelTakesTheirsOnly() {
    try (History history = open(Map.of())) {
      tellCall(history.sink(), "c1", 602);
      Eventually.isTrue(() -> history.count(ALL) == 2, "two turns are kept");
      for (Window none :
          List.of(
              new Window(ALL.from(), ALL.to(), "sip", null),
              new Window(ALL.from(), ALL.to(), null, "whisper"))) {
        Summary summary = history.summary(none);
        assertEquals(0, summary.turns());
        assertEquals(Map.of(), summary.segments());
        assertEquals(Set.of("concierge", "sphinx"), summary.engines());
      }
      Window theirs = new Window(ALL.from(), ALL.to(), "browser", "concierge");
      assertEquals(2, history.summary(theirs).turns());
      assertEquals(2, history.summary(theirs).segments().size());
    }
  }

  @Test
  void pagesFollowEachOtherWithoutLossOrRepetition() {
    try (History history = open(Map.of())) {
      for (int i = 0; i < 4; i++) {
        tellCall(history.sink(), "c" + i, 500 + i);
      }
      Eventually.isTrue(() -> history.count(ALL) == 8, "eight turns are kept");
      Set<String> seen = new TreeSet<>();
      Optional<TurnEntry> last = Optional.empty();
      while (true) {
        List<TurnEntry> page = history.after(ALL, last, 3);
        page.forEach(t -> assertTrue(seen.add(t.call() + "/" + t.turn()), t.toString()));
        if (page.size() < 3) {
          break;
        }
        last = Optional.of(page.getLast());
      }
      assertEquals(8, seen.size());
    }
  }

  @Test
  void whatIsTooOldIsDeleted() {
    try (History history = open(Map.of())) {
      tellCall(history.sink(), "c1", 602);
    }
    Clock later = Clock.fixed(OPENED.plus(Duration.ofDays(31)), ZoneOffset.UTC);
    try (History history = History.open(settings(Map.of()), later, 100).orElseThrow()) {
      Eventually.isTrue(
          () -> isReady(history) && history.count(ALL) == 0 && history.summary(ALL).calls() == 0,
          "the call is gone");
    }
  }

  @Test
  void whatTheQueueCantTakeIsCountedAndTheRestIsWritten() {
    // the first entries wait for the database to open, which takes longer than telling them
    try (History history = History.open(settings(Map.of()), Clock.systemUTC(), 3).orElseThrow()) {
      tellCall(history.sink(), "c1", 602);
      tellCall(history.sink(), "c2", 602);
      assertTrue(history.dropped() > 0);
      Eventually.isTrue(() -> isReady(history) && history.summary(ALL).calls() > 0, "c1 is kept");
    }
  }

  @Test
  void anAddressThatIsNoneOrHoldsAPasswordIsRefused() {
    UserError none =
        assertThrows(UserError.class, () -> open(Map.of("history.url", "mysql://there")));
    assertTrue(String.valueOf(none.getMessage()).contains("jdbc:postgresql:"));
    UserError open =
        assertThrows(
            UserError.class,
            () -> open(Map.of("history.url", "jdbc:postgresql://h/d?password=s3cret")));
    assertTrue(!String.valueOf(open.getMessage()).contains("s3cret"));
  }

  @Test
  void switchedOffThereIsNone() {
    assertTrue(History.open(settings(Map.of("history.keep-days", "0"))).isEmpty());
  }

  @Test
  void postgresqlKeepsTheSame() {
    String url = System.getenv("PARLEY_TEST_POSTGRESQL");
    Assumptions.assumeTrue(url != null, "PARLEY_TEST_POSTGRESQL is not set: not run");
    Map<String, String> there =
        Map.of(
            "history.url",
            String.valueOf(url),
            "history.user",
            String.valueOf(System.getenv("PARLEY_TEST_POSTGRESQL_USER")));
    try (History history = open(there)) {
      tellCall(history.sink(), "c1", 602);
    }
    try (History history = open(there)) {
      assertSame(history);
      assertEquals(2, history.after(ALL, Optional.empty(), 10).size());
      Window theirs = new Window(ALL.from(), ALL.to(), "browser", "concierge");
      assertEquals(2, history.summary(theirs).segments().size());
    }
    Clock later = Clock.fixed(OPENED.plus(Duration.ofDays(31)), ZoneOffset.UTC);
    try (History history = History.open(settings(there), later, 100).orElseThrow()) {
      Eventually.isTrue(() -> isReady(history) && history.count(ALL) == 0, "the call is gone");
    }
  }

  private static void assertSame(History history) {
    Eventually.isTrue(() -> isReady(history) && history.count(ALL) == 2, "two turns are kept");
    Summary summary = history.summary(ALL);
    assertEquals(1, summary.calls());
    assertEquals(Map.of("interrupted", 1L, "discarded", 1L), summary.outcomes());
    assertEquals(new Spread(1, 602, 602, 602, 602), summary.spreads().get("gap"));
    assertEquals(new Spread(1, 40, 40, 40, 40), summary.spreads().get("clientBuffer"));
    assertEquals(Set.of("gap", "clientBuffer", "yield"), summary.spreads().keySet());
    assertEquals(
        List.of("voice activity", "turn decision"), List.copyOf(summary.segments().keySet()));
    assertEquals(Map.of("false_yield", 1L), summary.overlaps());
    assertEquals(Map.of("text-to-speech", 1L), summary.troubles());
    List<Summary.Point> trend = history.trend(ALL, 60);
    assertEquals(1, trend.size());
    assertEquals(1, trend.getFirst().step());
    assertEquals(2, trend.getFirst().turns());
    List<TurnEntry> slowest = history.slowest(ALL, 10);
    assertEquals(1, slowest.size());
    assertEquals(OPENED.plusMillis(1_900), slowest.getFirst().heardAt());
    assertEquals(2, slowest.getFirst().segments().size());
  }

  private static void tellCall(TraceSink sink, String id, long gapMillis) {
    CallFacts call =
        new CallFacts(
            id, "browser", "test", "en", Map.of("llm", "concierge", "stt", "sphinx"), OPENED, 0);
    TurnTiming timing =
        new TurnTiming(
            1,
            2_000 * MILLI,
            gapMillis * MILLI,
            List.of(
                new Segment("voice activity", 200 * MILLI),
                new Segment("turn decision", (gapMillis - 200) * MILLI)));
    sink.callOpened(call);
    sink.turnHeard(call, 1, 1_900 * MILLI);
    sink.turnTimed(call, timing);
    sink.clientTimed(call, new ClientTiming(1, 40 * MILLI, null));
    sink.overlapEnded(call, new OverlapRecord(1, 0, 80 * MILLI, null, null, null, false, .1));
    sink.turnEnded(
        call,
        new TurnRecord(
            1, null, timing, 1, "is there a pool", true, "Yes.", "Yes.", Outcome.INTERRUPTED));
    sink.turnHeard(call, 2, 3_000 * MILLI);
    sink.turnEnded(call, new TurnRecord(2, null, null, 1, "no", true, "", "", Outcome.DISCARDED));
    sink.trouble(call, "text-to-speech", "broke on purpose", 1);
    sink.callClosed(call, 4_000 * MILLI);
  }

  private static boolean isReady(History history) {
    try {
      return history.count(ALL) >= 0;
    } catch (HistoryUnavailableException e) {
      return false;
    }
  }

  private History open(Map<String, String> more) {
    // figures of 2026 are not too old for the test, whenever it runs
    Clock then = Clock.fixed(OPENED.plusSeconds(600), ZoneOffset.UTC);
    History history = History.open(settings(more), then, 1_000).orElseThrow();
    Eventually.isTrue(() -> isReady(history), "the database is open");
    return history;
  }

  private Settings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("history.dir", dir.toString());
    return Settings.of(HistorySettings.all(), all);
  }
}
