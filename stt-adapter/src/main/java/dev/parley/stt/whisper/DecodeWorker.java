package dev.parley.stt.whisper;

import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread with a decoder of its own, for life. */
final class DecodeWorker implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(DecodeWorker.class);

  private final NativeDecoder decoder;
  private final DecodeQueue<WhisperUtterance> queue;
  private volatile @Nullable Busy busy;

  /** What the worker does, and since when. */
  record Busy(WhisperUtterance utterance, long sinceNanos) {}

  DecodeWorker(NativeDecoder decoder, DecodeQueue<WhisperUtterance> queue) {
    this.decoder = decoder;
    this.queue = queue;
  }

  /** null = waiting for work. */
  @Nullable Busy busy() {
    return busy;
  }

  @Override
  public void run() {
    try {
      for (WhisperUtterance next; (next = queue.take()) != null; ) {
        busy = new Busy(next, System.nanoTime());
        work(next);
        busy = null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // whatever goes wrong with one utterance, the worker lives on for the others
  private void work(WhisperUtterance utterance) {
    try {
      utterance.work(decoder);
    } catch (RuntimeException | OutOfMemoryError e) {
      utterance.tag().on(log.atError()).setCause(e).log("Whisper failed on an utterance");
      utterance.fail(
          Status.INTERNAL.withDescription(
              "Whisper failed on this utterance (" + e + "); open a new stream"));
    }
  }
}
