package dev.parley.llm.openai;

import io.grpc.Status;
import io.grpc.StatusException;
import java.time.Duration;
import java.util.Optional;

/** One attempt has failed. */
final class UpstreamException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether asking again can help. */
  enum Retry {
    NEVER,
    BEFORE_FIRST_TOKEN
  }

  private final transient Status status;
  private final Retry retry;
  private final transient Optional<Duration> retryAfter;

  UpstreamException(Status.Code code, String description, Retry retry) {
    this(code, description, retry, Optional.empty());
  }

  UpstreamException(
      Status.Code code, String description, Retry retry, Optional<Duration> retryAfter) {
    super(description);
    this.status = code.toStatus().withDescription(description);
    this.retry = retry;
    this.retryAfter = retryAfter;
  }

  boolean isRetryable() {
    return retry == Retry.BEFORE_FIRST_TOKEN;
  }

  /** How long the server asked to be left alone. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  StatusException after(int attempts) {
    return attempts == 1
        ? status.asException()
        : status
            .withDescription(status.getDescription() + " (after " + attempts + " attempts)")
            .asException();
  }
}
