package dev.parley.gateway.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Command.Outcome;
import dev.parley.gateway.conversation.Command.Verdict;
import dev.parley.gateway.trace.TurnTrace.Segment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallRecorderTest {
  private static final long MILLI = 1_000_000;
  private static final CallFacts CALL =
      new CallFacts("c1", "browser", "test", "en", Map.of(), Instant.EPOCH, 0);

  private final List<Object> records = new ArrayList<>();
  private final CallRecorder recorder = new CallRecorder(CALL, new Memory(), true);

  @Test
  void aTurnHasWhatWasSaidWhenAndWhereTheTimeWent() {
    List<Segment> segments =
        List.of(new Segment("voice activity", 200 * MILLI), new Segment("playout", 300 * MILLI));
    recorder.told(1_200 * MILLI, new Notice.TurnHeard(1, "is there a pool", true));
    recorder.told(1_500 * MILLI, new Notice.Latency(1, 500 * MILLI, segments));
    recorder.told(
        3_000 * MILLI, new Notice.AnswerOver(1, "Yes, one.", "Yes,", Outcome.INTERRUPTED));

    TurnTiming timing = new TurnTiming(1, 1_500 * MILLI, 500 * MILLI, segments);
    assertEquals(
        List.of(
            timing,
            new TurnRecord(
                1,
                1_200 * MILLI,
                timing,
                3_000 * MILLI,
                "is there a pool",
                true,
                "Yes, one.",
                "Yes,",
                Outcome.INTERRUPTED)),
        records);
  }

  /** Each turn is heard, and its answer over, at its own number of seconds. */
  private static List<@Nullable String> wordsOf(
      List<Object> records, CallRecorder recorder, List<Runnable> between) {
    long turn = 0;
    for (Runnable step : between) {
      turn++;
      recorder.told(turn * 1_000 * MILLI, new Notice.TurnHeard(turn, "said " + turn, true));
      step.run();
      recorder.told(
          turn * 1_000 * MILLI,
          new Notice.AnswerOver(turn, "bot " + turn, "bot " + turn, Outcome.ANSWERED));
    }
    return records.stream()
        .map(TurnRecord.class::cast)
        .map(r -> r.callerText() + "/" + r.botText() + "/" + r.botHeardText())
        .toList();
  }

  @Test
  void wordsAreKeptOfTurnsThatBeginAfterTheConsentAndNoneAfterItIsTakenBack() {
    CallRecorder asked = new CallRecorder(CALL, new Memory(), false);

    assertEquals(
        List.of("null//", "null//", "said 3/bot 3/bot 3", "null//", "null//"),
        wordsOf(
            records,
            asked,
            List.of(
                () -> {},
                () -> asked.consent(true),
                () -> {},
                () -> asked.consent(false),
                () -> {})));
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    recorder.told(900 * MILLI, new Notice.AnswerOver(0, "Hello.", "", Outcome.FAILED));

    TurnRecord turn = (TurnRecord) records.getFirst();
    assertNull(turn.heardNanos());
    assertNull(turn.timing());
    assertNull(turn.callerText());
  }

  @Test
  void theCallersEndTimesATurnOnceAndOnlyOneThatWasTimedHere() {
    ClientTiming timing = new ClientTiming(1, 60 * MILLI, 600 * MILLI);
    recorder.clientTimed(timing);
    recorder.told(1_200 * MILLI, new Notice.TurnHeard(1, "is there a pool", true));
    recorder.clientTimed(timing);
    recorder.told(1_500 * MILLI, new Notice.Latency(1, 500 * MILLI, List.of()));
    recorder.clientTimed(timing);
    recorder.clientTimed(new ClientTiming(1, 1, null));
    recorder.clientTimed(new ClientTiming(9, 1, null));

    assertEquals(
        List.of(new TurnTiming(1, 1_500 * MILLI, 500 * MILLI, List.of()), timing), records);
  }

  @Test
  void anInterruptionHasTheTimesOfItsSteps() {
    judged(1_060, Verdict.YIELDED, 60, .5);
    judged(1_400, Verdict.HELD, 400, .85);
    judged(1_900, Verdict.TOOK_FLOOR, 900, .9);

    assertEquals(
        List.of(
            new OverlapRecord(
                1, 1_000 * MILLI, 60 * MILLI, 400 * MILLI, null, 900 * MILLI, true, .9)),
        records);
  }

  @Test
  void aBackchannelHasNoCut() {
    judged(1_060, Verdict.YIELDED, 60, .5);
    judged(1_300, Verdict.WENT_ON, 300, .1);
    judged(1_700, Verdict.IGNORED, 700, .05);

    assertEquals(
        List.of(
            new OverlapRecord(1, 1_000 * MILLI, 60 * MILLI, null, 300 * MILLI, null, false, .05)),
        records);
  }

  @Test
  void twoSoundsAreTwoRecords() {
    judged(1_060, Verdict.YIELDED, 60, .5);
    judged(5_060, Verdict.YIELDED, 60, .5);
    judged(5_700, Verdict.IGNORED, 700, .05);

    assertEquals(5_000 * MILLI, ((OverlapRecord) records.getFirst()).onsetNanos());
  }

  @Test
  void aSinkThatFailsHarmsNoOther() {
    TraceSink broken =
        new TraceSink() {
          @Override
          public void callOpened(CallFacts call) {
            throw new IllegalStateException("broken on purpose");
          }
        };
    new CallRecorder(CALL, TraceSink.all(broken, new Memory()), true).opened();

    assertEquals(List.of(CALL), records);
  }

  private void judged(long atMillis, Verdict verdict, long sinceMillis, double p) {
    recorder.told(atMillis * MILLI, new Notice.OverlapJudged(1, verdict, p, sinceMillis * MILLI));
  }

  private final class Memory implements TraceSink {
    @Override
    public void callOpened(CallFacts call) {
      records.add(call);
    }

    @Override
    public void turnTimed(CallFacts call, TurnTiming timing) {
      records.add(timing);
    }

    @Override
    public void clientTimed(CallFacts call, ClientTiming timing) {
      records.add(timing);
    }

    @Override
    public void turnEnded(CallFacts call, TurnRecord turn) {
      records.add(turn);
    }

    @Override
    public void overlapEnded(CallFacts call, OverlapRecord overlap) {
      records.add(overlap);
    }
  }
}
