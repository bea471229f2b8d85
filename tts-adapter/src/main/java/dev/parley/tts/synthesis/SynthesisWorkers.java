package dev.parley.tts.synthesis;

import dev.parley.tts.engine.SpeechEngine;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that compute, and how many streams may want them. A stream has at most one task here,
 * so the queue holds as many as there are streams and never refuses one.
 */
final class SynthesisWorkers implements AutoCloseable {
  private final ThreadPoolExecutor threads;
  private final Semaphore places;
  private final int maxStreams;

  SynthesisWorkers(SpeechEngine engine, int maxStreams) {
    int workers = engine.profile().workers();
    AtomicInteger count = new AtomicInteger();
    this.maxStreams = maxStreams;
    this.places = new Semaphore(maxStreams);
    this.threads =
        new ThreadPoolExecutor(
            workers,
            workers,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxStreams),
            task -> {
              Thread thread = new Thread(task, "tts-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  int maxStreams() {
    return maxStreams;
  }

  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }

  void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
