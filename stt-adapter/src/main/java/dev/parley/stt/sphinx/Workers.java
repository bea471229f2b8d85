package dev.parley.stt.sphinx;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that compute, each with a decoder of its own for finals. Work of higher urgency goes
 * first, work of the same in order of arrival.
 */
final class Workers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);

  /** Why work is queued, most urgent first. */
  enum Urgency {
    /** The utterance is over and somebody waits for the answer. */
    FINAL,
    /** A likely end; the answer is wanted if the caller doesn't go on. */
    EARLY_FINAL,
    /** More audio. */
    STEP,
    /** The end of the queue: the thread stops. */
    STOP
  }

  /** A piece of work; must not throw. */
  interface Job {
    void run(Decoder decoder);
  }

  private record Entry(Urgency urgency, long number, Job job) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byUrgency = urgency.compareTo(other.urgency);
      return byUrgency != 0 ? byUrgency : Long.compare(number, other.number);
    }
  }

  private final PriorityBlockingQueue<Entry> queue = new PriorityBlockingQueue<>();
  private final AtomicLong numbers = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final int limit;

  /**
   * @param limit queued pieces; more are refused
   */
  Workers(int count, int limit, Supplier<Decoder> decoders) {
    this.limit = limit;
    for (int i = 0; i < count; i++) {
      Decoder decoder = decoders.get();
      Thread thread = new Thread(() -> work(decoder), "sphinx-" + (i + 1));
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** false: too much is waiting already. */
  boolean offer(Urgency urgency, Job job) {
    return queue.size() < limit && queue.offer(new Entry(urgency, numbers.incrementAndGet(), job));
  }

  /** Lets running and queued work finish. */
  @Override
  public void close() {
    threads.forEach(
        t -> queue.offer(new Entry(Urgency.STOP, numbers.incrementAndGet(), decoder -> {})));
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void work(Decoder decoder) {
    while (true) {
      try {
        Entry entry = queue.take();
        if (entry.urgency == Urgency.STOP) {
          return;
        }
        entry.job.run(decoder);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // a job that broke has told its caller; the thread serves the others
        log.error("recogniser thread: work failed", e);
      }
    }
  }
}
