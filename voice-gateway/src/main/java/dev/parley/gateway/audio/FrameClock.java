package dev.parley.gateway.audio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The 20 ms beat of all calls of the process: one daemon thread that waits for absolute deadlines.
 * Vert.x timers have whole milliseconds and drift; here the n-th tick comes at start + n * 20 ms.
 */
public final class FrameClock implements AutoCloseable {
  /**
   * Called on the clock's thread at every beat: must only hand over, e.g. post to the call's
   * context.
   */
  @FunctionalInterface
  public interface Tick {
    /**
     * @param nowNanos the clock's time
     * @param missedTicks beats skipped since the last call because the machine stood still
     */
    void tick(long nowNanos, int missedTicks);
  }

  /** A running ticker. A tick under way may still come after {@link #close}. */
  public interface Ticker extends AutoCloseable {
    @Override
    void close();
  }

  private static final Logger LOG = LoggerFactory.getLogger(FrameClock.class);
  private static final long PERIOD_NANOS = Pcm.FRAME_MILLIS * 1_000_000L;

  // Beats start on whole milliseconds, so that one wake-up serves many calls: 1,000 a second at
  // most.
  // No spinning at the end of a wait: that costs a core at 200 calls, to be 60 us earlier.
  private static final long GRID_NANOS = 1_000_000;

  private final LongSupplier nanoTime;
  private final Queue<TickSchedule.Entry> arrivals = new ConcurrentLinkedQueue<>();
  private final TickSchedule schedule = new TickSchedule(PERIOD_NANOS);
  private final Thread thread;
  private volatile boolean closed;

  public FrameClock() {
    this(System::nanoTime);
  }

  FrameClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    thread = Thread.ofPlatform().name("parley-frame-clock").daemon().unstarted(this::run);
    thread.start();
  }

  /** The first tick comes within a millisecond, the others every 20 ms. */
  public Ticker every20Millis(Tick tick) {
    if (closed) {
      throw new IllegalStateException("the frame clock is closed; no ticker can start");
    }
    long start = Math.ceilDiv(nanoTime.getAsLong(), GRID_NANOS) * GRID_NANOS;
    TickSchedule.Entry entry = new TickSchedule.Entry(tick, start);
    arrivals.add(entry);
    LockSupport.unpark(thread);
    return entry::cancel;
  }

  /** Ends all tickers. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    while (!closed) {
      for (var entry = arrivals.poll(); entry != null; entry = arrivals.poll()) {
        schedule.add(entry);
      }
      long wait = schedule.nanosToNext(nanoTime.getAsLong());
      if (wait == TickSchedule.NONE) {
        LockSupport.park(this);
      } else if (wait > 0) {
        LockSupport.parkNanos(this, wait);
      } else {
        long now = nanoTime.getAsLong();
        schedule.runDue(now, (entry, missed) -> call(entry, now, missed));
      }
    }
  }

  private static void call(TickSchedule.Entry entry, long now, int missed) {
    if (entry.isCancelled()) {
      return;
    }
    try {
      entry.tick().tick(now, missed);
    } catch (RuntimeException e) {
      entry.cancel();
      LOG.error("a ticker failed and was ended; its call is silent from now on", e);
    }
  }
}
