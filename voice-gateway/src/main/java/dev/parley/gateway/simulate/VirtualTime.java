package dev.parley.gateway.simulate;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen, and when; things of the same moment happen in the order of their planning. */
final class VirtualTime {
  static final long MILLI = 1_000_000;

  private record Plan(long nanos, long order, Runnable deed) {}

  private final PriorityQueue<Plan> plans =
      new PriorityQueue<>(Comparator.comparingLong(Plan::nanos).thenComparingLong(Plan::order));
  private long nowNanos;
  private long order;

  long nanos() {
    return nowNanos;
  }

  long millis() {
    return nowNanos / MILLI;
  }

  /** What lies in the past happens next. */
  void atMillis(long millis, Runnable deed) {
    atNanos(millis * MILLI, deed);
  }

  void atNanos(long nanos, Runnable deed) {
    plans.add(new Plan(Math.max(nanos, nowNanos), order++, deed));
  }

  void inMillis(long millis, Runnable deed) {
    atNanos(nowNanos + millis * MILLI, deed);
  }

  void runUntilMillis(long millis) {
    while (!plans.isEmpty() && plans.peek().nanos() <= millis * MILLI) {
      Plan next = plans.remove();
      nowNanos = next.nanos();
      next.deed().run();
    }
    nowNanos = millis * MILLI;
  }
}
