package dev.parley.gateway.audio;

import java.util.PriorityQueue;

/**
 * When which ticker is due; pure, one owner. The n-th deadline of a ticker is its start plus n
 * periods, whatever happened before, so that lateness never adds up.
 */
final class TickSchedule {
  static final long NONE = Long.MAX_VALUE;

  /** One ticker; {@link #cancel} may come from any thread. */
  static final class Entry {
    private final FrameClock.Tick tick;
    private final long startNanos;
    private long dueNanos;
    private volatile boolean cancelled;

    Entry(FrameClock.Tick tick, long startNanos) {
      this.tick = tick;
      this.startNanos = startNanos;
      this.dueNanos = startNanos;
    }

    void cancel() {
      cancelled = true;
    }

    boolean isCancelled() {
      return cancelled;
    }

    FrameClock.Tick tick() {
      return tick;
    }
  }

  /** Receives what is due. */
  interface Due {
    void run(Entry entry, int missedTicks);
  }

  private final long periodNanos;
  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>((a, b) -> Long.signum(a.dueNanos - b.dueNanos));

  TickSchedule(long periodNanos) {
    this.periodNanos = periodNanos;
  }

  void add(Entry entry) {
    queue.add(entry);
  }

  /**
   * Nanoseconds until the next deadline, zero or less when one has passed, {@link #NONE} without
   * tickers.
   */
  long nanosToNext(long nowNanos) {
    dropCancelled();
    Entry next = queue.peek();
    return next == null ? NONE : next.dueNanos - nowNanos;
  }

  /** Runs each ticker whose deadline has passed once, however many of its deadlines have passed. */
  void runDue(long nowNanos, Due due) {
    while (nanosToNext(nowNanos) <= 0) {
      Entry entry = queue.remove();
      long index = (nowNanos - entry.startNanos) / periodNanos;
      int missed = (int) (index - (entry.dueNanos - entry.startNanos) / periodNanos);
      entry.dueNanos = entry.startNanos + (index + 1) * periodNanos;
      queue.add(entry);
      due.run(entry, missed);
    }
  }

  private void dropCancelled() {
    for (Entry next = queue.peek(); next != null && next.cancelled; next = queue.peek()) {
      queue.remove();
    }
  }
}
