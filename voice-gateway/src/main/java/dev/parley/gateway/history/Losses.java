package dev.parley.gateway.history;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was not written, and says so at most once a minute. Thread-safe. */
final class Losses {
  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong nextLog;
  private final LongSupplier clock;

  Losses(LongSupplier clock) {
    this.clock = clock;
    this.nextLog = new AtomicLong(clock.getAsLong());
  }

  void add(long records, String why) {
    long all = lost.addAndGet(records);
    long now = clock.getAsLong();
    long next = nextLog.get();
    if (now - next >= 0 && nextLog.compareAndSet(next, now + QUIET_NANOS)) {
      LOG.warn("history: {} records not written since the start; now {}", all, why);
    }
  }

  long count() {
    return lost.get();
  }
}
