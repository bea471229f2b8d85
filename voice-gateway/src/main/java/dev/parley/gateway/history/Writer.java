package dev.parley.gateway.history;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries on one thread, in batches. When the database is gone it keeps the batch in hand
 * and what fits the queue, and counts the rest as lost until it is back. Never interrupted: that
 * would close H2's file under it.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  private static final int BATCH = 500;
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Database database;
  private final Retention retention;
  private final Losses losses;
  private final Clock clock;
  private final Duration stopWithin;
  private final BlockingQueue<Entry> queue;
  private final Thread thread = new Thread(this::run, "parley-history");

  private volatile boolean migrated;
  private volatile boolean closing;
  // nanoTime from which nothing more is tried; only read once closing
  private volatile long stopAtNanos;

  // the thread's own
  private List<Entry> inHand = new ArrayList<>();
  private long pauseMillis;
  private long nextSweepNanos = System.nanoTime();

  Writer(
      Database database,
      Retention retention,
      Losses losses,
      Clock clock,
      int room,
      Duration stopWithin) {
    this.database = database;
    this.retention = retention;
    this.losses = losses;
    this.clock = clock;
    this.queue = new ArrayBlockingQueue<>(room);
    this.stopWithin = stopWithin;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Never waits. */
  void add(Entry entry) {
    if (closing || !queue.offer(entry)) {
      losses.add(1, closing ? "stopping" : "the database is slower than the calls, or gone");
    }
  }

  /** Whether the tables are there. */
  boolean isReady() {
    return migrated;
  }

  /** Writes what is left, as long as that takes no longer than it may. */
  @Override
  public void close() {
    stopAtNanos = System.nanoTime() + stopWithin.toNanos();
    closing = true;
    try {
      thread.join(stopWithin.plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int left = queue.size();
    if (left > 0) {
      losses.add(left, "stopping");
    }
  }

  private void run() {
    while (!isOver()) {
      try {
        step();
        pauseMillis = 0;
      } catch (RuntimeException e) {
        failed(e);
      }
    }
    if (!inHand.isEmpty()) {
      losses.add(inHand.size(), "stopping");
    }
  }

  private boolean isOver() {
    return closing
        && ((inHand.isEmpty() && queue.isEmpty()) || System.nanoTime() - stopAtNanos >= 0);
  }

  private void step() {
    if (!migrated) {
      database.migrate();
      migrated = true;
      LOG.info("history: the database is ready");
    }
    if (inHand.isEmpty()) {
      take();
    }
    if (!inHand.isEmpty()) {
      write();
    }
    if (!closing && System.nanoTime() - nextSweepNanos >= 0) {
      boolean more = retention.sweep(database.jdbi(), clock.instant());
      // what is left of a long span is deleted between batches
      nextSweepNanos = System.nanoTime() + (more ? 0 : SWEEP_EVERY.toNanos());
    }
  }

  private void take() {
    try {
      Entry first = queue.poll(closing ? 0 : 200, TimeUnit.MILLISECONDS);
      if (first != null) {
        inHand.add(first);
        queue.drainTo(inHand, BATCH - 1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody may interrupt the history's writer", e);
    }
  }

  private void write() {
    List<Entry> batch = inHand;
    try {
      database.jdbi().useTransaction(h -> Inserts.all(h, batch));
    } catch (RuntimeException e) {
      if (!database.answers()) {
        throw e;
      }
      // the database is well, so an entry is bad: the others must not be lost with it
      writeOneByOne(batch);
    }
    inHand = new ArrayList<>();
  }

  private void writeOneByOne(List<Entry> batch) {
    for (Entry entry : batch) {
      try {
        database.jdbi().useTransaction(h -> Inserts.all(h, List.of(entry)));
      } catch (RuntimeException e) {
        losses.add(1, "a record was refused, " + Database.describe(e));
      }
    }
  }

  private void failed(RuntimeException e) {
    if (pauseMillis == 0) {
      LOG.warn(
          "history: the database can't be used ({}); calls go on, and it is tried again",
          Database.describe(e));
    }
    pauseMillis = Math.min(Math.max(200, 2 * pauseMillis), LONGEST_PAUSE.toMillis());
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    while (!isOver() && System.nanoTime() - until < 0) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException("nobody may interrupt the history's writer", interrupted);
      }
    }
  }
}
