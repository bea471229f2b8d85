package dev.parley.adapter.model;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Closes a stream that has brought nothing for too long, so that its reader wakes up. */
final class StallGuard implements AutoCloseable {
  private final InputStream guarded;
  private final long limitNanos;
  private final ScheduledExecutorService clock;
  private volatile long lastByteNanos = System.nanoTime();
  private volatile boolean stalled;

  StallGuard(InputStream guarded, Duration limit) {
    this.guarded = guarded;
    this.limitNanos = limit.toNanos();
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("model-stall-guard").factory());
    long period = Math.max(1, limitNanos / 4);
    ScheduledFuture<?> unused =
        clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
  }

  void gotBytes() {
    lastByteNanos = System.nanoTime();
  }

  boolean stalled() {
    return stalled;
  }

  private void look() {
    if (System.nanoTime() - lastByteNanos < limitNanos) {
      return;
    }
    stalled = true;
    try {
      guarded.close();
    } catch (IOException e) {
      // the reader sees the same and reports it
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
