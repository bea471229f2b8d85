package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TickScheduleTest {
  private static final long MILLI = 1_000_000;

  private final TickSchedule schedule = new TickSchedule(20 * MILLI);
  private final List<String> ticks = new ArrayList<>();

  @Test
  void withoutTickersThereIsNoDeadline() {
    assertEquals(TickSchedule.NONE, schedule.nanosToNext(0));
  }

  @Test
  void ticksComeAtStartPlusWholePeriods() {
    ticker(100);

    assertEquals(0, schedule.nanosToNext(100));
    schedule.runDue(100, this::record);
    assertEquals(20 * MILLI, schedule.nanosToNext(100));
  }

  @Test
  void latenessDoesNotAddUp() {
    ticker(0);
    for (long n = 0; n < 50; n++) {
      schedule.runDue(n * 20 * MILLI + 3 * MILLI, this::record);
    }

    assertEquals(17 * MILLI, schedule.nanosToNext(983 * MILLI));
    assertEquals(50, ticks.size());
  }

  @Test
  void aStandstillIsOneTickThatCountsTheMissed() {
    ticker(0);
    schedule.runDue(0, this::record);
    schedule.runDue(105 * MILLI, this::record);

    assertEquals(List.of("0 missed 0", "0 missed 4"), ticks);
    assertEquals(15 * MILLI, schedule.nanosToNext(105 * MILLI));
  }

  @Test
  void tickersKeepTheirOwnBeat() {
    ticker(0);
    ticker(7 * MILLI);
    for (long t = 0; t <= 30; t++) {
      schedule.runDue(t * MILLI, this::record);
    }

    assertEquals(
        List.of("0 missed 0", "7000000 missed 0", "0 missed 0", "7000000 missed 0"), ticks);
  }

  @Test
  void aCancelledTickerIsForgotten() {
    TickSchedule.Entry entry = ticker(0);
    entry.cancel();
    schedule.runDue(50 * MILLI, this::record);

    assertEquals(List.of(), ticks);
    assertEquals(TickSchedule.NONE, schedule.nanosToNext(50 * MILLI));
  }

  @Test
  void nanosecondsMayWrapAround() {
    long start = Long.MAX_VALUE - 5 * MILLI;
    ticker(start);
    schedule.runDue(start, this::record);
    schedule.runDue(start + 20 * MILLI, this::record);

    assertEquals(2, ticks.size());
  }

  private TickSchedule.Entry ticker(long startNanos) {
    TickSchedule.Entry entry = new TickSchedule.Entry((now, missed) -> {}, startNanos);
    names.add(entry);
    starts.add(startNanos);
    schedule.add(entry);
    return entry;
  }

  private final List<TickSchedule.Entry> names = new ArrayList<>();
  private final List<Long> starts = new ArrayList<>();

  private void record(TickSchedule.Entry entry, int missed) {
    ticks.add(starts.get(names.indexOf(entry)) + " missed " + missed);
  }
}
