package dev.parley.stt.whisper;

import dev.parley.proto.v1.Transcript;
import dev.parley.stt.TranscriptListener;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps what a recognition says, and waits for it. */
final class HeardTranscripts implements TranscriptListener {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final List<Transcript> heard = new ArrayList<>();
  private @Nullable Status failure;

  @Override
  public synchronized void transcript(Transcript transcript) {
    heard.add(transcript);
    notifyAll();
  }

  @Override
  public synchronized void failed(Status status) {
    failure = status;
    notifyAll();
  }

  synchronized List<Transcript> partials() {
    return heard.stream().filter(t -> !t.getFinal()).toList();
  }

  synchronized List<Transcript> all() {
    return List.copyOf(heard);
  }

  synchronized Transcript awaitFinal(long finishId) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      for (Transcript t : heard) {
        if (t.getFinal() && t.getFinishId() == finishId) {
          return t;
        }
      }
      pause(until, "final " + finishId);
    }
  }

  synchronized Transcript awaitPartial(String text) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      for (Transcript t : heard) {
        if (!t.getFinal() && t.getText().equals(text)) {
          return t;
        }
      }
      pause(until, "partial '" + text + "'");
    }
  }

  synchronized Status awaitFailure() throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      Status seen = failure;
      if (seen != null) {
        return seen;
      }
      pause(until, "a failure");
    }
  }

  private synchronized void pause(long until, String wanted) throws InterruptedException {
    long left = until - System.nanoTime();
    if (left <= 0) {
      throw new AssertionError("expected " + wanted + ", heard " + heard + ", failure " + failure);
    }
    TimeUnit.NANOSECONDS.timedWait(this, left);
  }
}
