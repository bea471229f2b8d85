package dev.parley.llm.openai;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A response body that is waited for with a time limit. One chunk is asked for at a time, so a slow
 * reader slows the server down; cancelling closes the connection, or resets the HTTP/2 stream.
 */
final class ByteStream implements BodySubscriber<ByteStream> {
  private sealed interface Signal {}

  private record Chunk(List<ByteBuffer> bytes) implements Signal {}

  private record End() implements Signal {}

  private record Broken(Throwable cause) implements Signal {}

  // never more than one chunk and one end: only one chunk is ever asked for
  private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean cancelled;
  private volatile boolean ended;

  @Override
  public CompletionStage<ByteStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription s) {
    subscription = s;
    if (cancelled) {
      s.cancel();
    } else {
      s.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    signals.add(new Chunk(bytes));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Broken(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new End());
  }

  /** The next bytes, or null at the end. One thread reads, and not beyond the end. */
  @Nullable List<ByteBuffer> next(long timeoutNanos)
      throws InterruptedException, IOException, TimeoutException {
    // checked first: a server that never stops sending comments must not be read for ever
    Signal signal = timeoutNanos <= 0 ? null : signals.poll(timeoutNanos, TimeUnit.NANOSECONDS);
    if (signal == null) {
      throw new TimeoutException();
    }
    return switch (signal) {
      case Chunk chunk -> {
        Objects.requireNonNull(subscription).request(1);
        yield chunk.bytes();
      }
      case End end -> {
        ended = true;
        yield null;
      }
      case Broken broken -> throw new IOException("connection broken", broken.cause());
    };
  }

  /**
   * Reads to the end on a thread of its own, so that the connection can be used again, and closes
   * it where the end does not come in time. Nothing else may read any more.
   */
  void finish(long timeoutNanos) {
    long deadline = System.nanoTime() + timeoutNanos;
    Thread.ofVirtual()
        .name("llm-stream-end")
        .start(
            () -> {
              try {
                boolean more = !ended;
                while (more) {
                  more = next(deadline - System.nanoTime()) != null;
                }
              } catch (InterruptedException | IOException | TimeoutException e) {
                // whatever hinders it, the answer is complete
                cancel();
              }
            });
  }

  /** Closes it upstream, where it is not yet complete. */
  void cancel() {
    cancelled = true;
    Flow.Subscription s = subscription;
    if (s != null) {
      s.cancel();
    }
  }
}
