package dev.parley.tts.openai;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, read with a time limit. Asks the server for one delivery at a time, so no
 * more than two are ever held: the one being read and the one that has come.
 */
final class ByteStream implements Flow.Subscriber<List<ByteBuffer>> {

  private sealed interface Event {}

  private record Bytes(List<ByteBuffer> buffers) implements Event {}

  private record Ended(@Nullable Throwable cause) implements Event {}

  // one delivery, the end and a cancellation
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(3);
  private Flow.@Nullable Subscription subscription;
  private boolean cancelled;

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    synchronized (this) {
      if (!cancelled) {
        this.subscription = subscription;
        subscription.request(1);
        return;
      }
    }
    subscription.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    events.add(new Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    events.add(new Ended(cause));
  }

  @Override
  public void onComplete() {
    events.add(new Ended(null));
  }

  /** Closes the connection; a waiting reader sees the end. */
  void cancel() {
    Flow.Subscription running;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      running = subscription;
    }
    if (running != null) {
      running.cancel();
    }
    events.offer(new Ended(null));
  }

  /**
   * The next bytes, null at the end.
   *
   * @throws TimedOutException when none came in time
   * @throws IOException when the server cut the connection
   */
  @Nullable List<ByteBuffer> next(long waitMillis)
      throws IOException, InterruptedException, TimedOutException {
    Event event = events.poll(waitMillis, TimeUnit.MILLISECONDS);
    return switch (event) {
      case null -> throw new TimedOutException();
      case Bytes bytes -> {
        askForMore();
        yield bytes.buffers();
      }
      case Ended ended -> {
        if (ended.cause() != null) {
          throw new IOException("the body broke off", ended.cause());
        }
        yield null;
      }
    };
  }

  private synchronized void askForMore() {
    if (subscription != null && !cancelled) {
      subscription.request(1);
    }
  }

  /** No bytes came in time. */
  static final class TimedOutException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
