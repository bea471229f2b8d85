package dev.parley.stt.whisper;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The decoders of an engine, each with its thread, the queue before them and the watch on them. */
final class DecodePool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DecodePool.class);
  // the largest window takes base.en 2.6 s on one core; what takes this long never keeps up
  static final Duration OVERLONG = Duration.ofSeconds(20);
  private static final int MAX_READY_ANSWERS = 256;

  private final DecodeQueue<WhisperUtterance> queue = new DecodeQueue<>();
  private final List<NativeDecoder> decoders = new ArrayList<>();
  private final List<DecodeWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ThreadPoolExecutor answers;
  private final ScheduledExecutorService watch;
  private final Duration overlong;

  /**
   * @param overlong a decode that takes longer ends its stream
   */
  DecodePool(NativeModel model, int size, Duration overlong) {
    this.overlong = overlong;
    answers =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_READY_ANSWERS),
            Thread.ofPlatform().name("whisper-answers").daemon().factory());
    watch =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("whisper-watch").daemon().factory());
    try {
      for (int i = 0; i < size; i++) {
        decoders.add(model.newDecoder());
      }
      warmUp();
    } catch (RuntimeException e) {
      decoders.forEach(NativeDecoder::close);
      throw e;
    }
    for (NativeDecoder decoder : decoders) {
      DecodeWorker worker = new DecodeWorker(decoder, queue);
      workers.add(worker);
      threads.add(Thread.ofPlatform().name("whisper-" + workers.size()).daemon().start(worker));
    }
    long period = Math.max(1, overlong.toMillis() / 4);
    ScheduledFuture<?> unused =
        watch.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  DecodeQueue<WhisperUtterance> queue() {
    return queue;
  }

  /**
   * Runs what needs no decoder, on a worker thread.
   *
   * @return false when too much of it waits
   */
  boolean answer(Runnable ready) {
    try {
      answers.execute(ready);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  // the first decode of a state takes its memory, 100 MB in all
  private void warmUp() {
    short[] second = new short[NativeDecoder.SAMPLE_RATE_HZ];
    for (int i = 0; i < second.length; i++) {
      second[i] = (short) (i * 7_919 % 400 - 200);
    }
    long begun = System.nanoTime();
    for (NativeDecoder decoder : decoders) {
      decoder.decode(second, "en");
    }
    long millis = (System.nanoTime() - begun) / 1_000_000 / decoders.size();
    log.info("Whisper decodes a second in {} ms, {} at a time", millis, decoders.size());
    if (millis > 1_000) {
      log.warn(
          "this machine is too slow for this model: a second of speech takes {} ms; choose a"
              + " smaller one with stt.whisper.model",
          millis);
    }
  }

  private void look() {
    for (DecodeWorker worker : workers) {
      DecodeWorker.Busy busy = worker.busy();
      if (busy == null || System.nanoTime() - busy.sinceNanos() < overlong.toNanos()) {
        continue;
      }
      if (busy.utterance()
          .fail(
              Status.DEADLINE_EXCEEDED.withDescription(
                  "a decode takes longer than "
                      + overlong.toSeconds()
                      + " s; this machine is too slow or too busy for the model: choose a smaller one"
                      + " with stt.whisper.model"))) {
        busy.utterance()
            .tag()
            .on(log.atError())
            .log(
                "a Whisper decode takes longer than {} s and can't be stopped",
                overlong.toSeconds());
      }
    }
  }

  /** Waits for what is being decoded: memory that native code works in must not be freed. */
  @Override
  public void close() {
    queue.close();
    watch.shutdownNow();
    answers.shutdown();
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    decoders.forEach(NativeDecoder::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
