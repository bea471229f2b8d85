package dev.parley.llm.openai;

import dev.parley.llm.engine.AnswerEnd;
import dev.parley.llm.openai.UpstreamException.Retry;
import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One attempt: one POST and its stream of events. For one thread. */
final class ChatExchange {
  private static final int MAX_ERROR_BODY_BYTES = 16 * 1024;
  private static final long ERROR_BODY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  // the text is complete by then; nobody should wait for a token count
  private static final long USAGE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  // for the bytes that only end the HTTP response; after it, the connection is closed
  private static final long END_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final OpenAiOptions options;
  private final HttpClient client;
  private final Refusal refusal;
  private final AnswerAssembly answer;
  private final long firstTokenDeadlineNanos;

  ChatExchange(
      OpenAiOptions options,
      HttpClient client,
      Refusal refusal,
      AnswerAssembly answer,
      long firstTokenDeadlineNanos) {
    this.options = options;
    this.client = client;
    this.refusal = refusal;
    this.answer = answer;
    this.firstTokenDeadlineNanos = firstTokenDeadlineNanos;
  }

  AnswerEnd run(HttpRequest request, int attempt) throws InterruptedException, UpstreamException {
    HttpResponse<ByteStream> response = send(request);
    ByteStream body = response.body();
    try {
      if (response.statusCode() != 200) {
        throw refusal.http(response.statusCode(), response.headers(), errorBody(body));
      }
      checkContentType(response.headers().firstValue("content-type"));
      read(body);
    } catch (InterruptedException | UpstreamException | RuntimeException e) {
      body.cancel();
      throw e;
    }
    body.finish(END_NANOS);
    return answer.end(attempt);
  }

  private HttpResponse<ByteStream> send(HttpRequest request)
      throws InterruptedException, UpstreamException {
    CompletableFuture<HttpResponse<ByteStream>> pending =
        client.sendAsync(request, head -> new ByteStream());
    try {
      return pending.get(
          Math.max(0, firstTokenDeadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      abandon(pending);
      throw e;
    } catch (TimeoutException e) {
      abandon(pending);
      throw silent();
    } catch (ExecutionException e) {
      throw notReached(e.getCause());
    }
  }

  private static void abandon(CompletableFuture<HttpResponse<ByteStream>> pending) {
    if (!pending.cancel(true) && !pending.isCompletedExceptionally()) {
      pending.join().body().cancel();
    }
  }

  private void read(ByteStream body) throws InterruptedException, UpstreamException {
    ServerSentEvents events = new ServerSentEvents();
    long finishedNanos = 0;
    try {
      while (!answer.isDone()) {
        if (answer.isFinished() && finishedNanos == 0) {
          finishedNanos = System.nanoTime();
        }
        List<ByteBuffer> chunk;
        try {
          chunk = body.next(patienceNanos(finishedNanos));
        } catch (TimeoutException e) {
          if (answer.isFinished()) {
            return;
          }
          throw answer.hasBegun() ? stalled() : silent();
        }
        if (chunk == null) {
          acceptAll(events.end());
          break;
        }
        for (ByteBuffer bytes : chunk) {
          acceptAll(events.feed(bytes));
        }
      }
    } catch (MalformedStreamException e) {
      throw new UpstreamException(
          Status.Code.INTERNAL,
          "the model server at "
              + options.base()
              + " sent "
              + e.getMessage()
              + "; expected chat completion chunks, is it OpenAI-compatible?",
          Retry.NEVER);
    } catch (IOException e) {
      if (!answer.isFinished()) {
        throw cut();
      }
    }
    if (!answer.isDone() && !answer.isFinished()) {
      throw cut();
    }
  }

  private void acceptAll(List<String> events)
      throws InterruptedException, UpstreamException, MalformedStreamException {
    for (String event : events) {
      answer.accept(event);
    }
  }

  private long patienceNanos(long finishedNanos) {
    if (finishedNanos != 0) {
      return finishedNanos + USAGE_NANOS - System.nanoTime();
    }
    return answer.hasBegun()
        ? options.idle().toNanos()
        : firstTokenDeadlineNanos - System.nanoTime();
  }

  private static String errorBody(ByteStream body) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    long deadline = System.nanoTime() + ERROR_BODY_NANOS;
    try {
      while (text.length() < MAX_ERROR_BODY_BYTES) {
        List<ByteBuffer> chunk = body.next(deadline - System.nanoTime());
        if (chunk == null) {
          break;
        }
        chunk.forEach(bytes -> text.append(StandardCharsets.UTF_8.decode(bytes)));
      }
    } catch (IOException | TimeoutException e) {
      // only the error's code would have been read from it; the HTTP status says enough
      return text.toString();
    }
    return text.toString();
  }

  private void checkContentType(Optional<String> contentType) throws UpstreamException {
    String type = contentType.orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("application/json") || type.startsWith("text/html")) {
      throw new UpstreamException(
          Status.Code.FAILED_PRECONDITION,
          "the model server at "
              + options.base()
              + " does not stream (it sent "
              + (type.startsWith("text/html") ? "a web page" : "JSON")
              + "); expected server-sent events, check llm.openai.url",
          Retry.NEVER);
    }
  }

  private UpstreamException silent() {
    return new UpstreamException(
        Status.Code.DEADLINE_EXCEEDED,
        "no token from the model server at "
            + options.base()
            + " within "
            + options.firstToken().toMillis()
            + " ms; see whether it is overloaded, or raise llm.openai.first-token-ms",
        Retry.NEVER);
  }

  private UpstreamException stalled() {
    return new UpstreamException(
        Status.Code.DEADLINE_EXCEEDED,
        "the model server at "
            + options.base()
            + " fell silent in the midst of the answer for "
            + options.idle().toMillis()
            + " ms; see whether it is overloaded, or raise llm.openai.idle-ms",
        Retry.NEVER);
  }

  private UpstreamException cut() {
    return new UpstreamException(
        Status.Code.UNAVAILABLE,
        "the model server at "
            + options.base()
            + (answer.hasBegun()
                ? " closed the connection in the midst of the answer"
                : " closed the connection before it answered")
            + "; see that server's own log",
        Retry.BEFORE_FIRST_TOKEN);
  }

  private UpstreamException notReached(@Nullable Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
      return new UpstreamException(
          Status.Code.UNAVAILABLE,
          "cannot connect to the model server at "
              + options.base()
              + " ("
              + cause.getClass().getSimpleName()
              + "); start it, or correct llm.openai.url",
          Retry.BEFORE_FIRST_TOKEN);
    }
    return new UpstreamException(
        Status.Code.UNAVAILABLE,
        "the connection to the model server at "
            + options.base()
            + " failed before it answered ("
            + (cause == null ? "unknown" : cause.getClass().getSimpleName())
            + "); see that server's own log",
        Retry.BEFORE_FIRST_TOKEN);
  }
}
