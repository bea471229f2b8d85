package dev.parley.llm.openai;

import dev.parley.llm.engine.AnswerEnd;
import dev.parley.llm.engine.AnswerSink;
import dev.parley.llm.engine.LanguageEngine;
import dev.parley.proto.v1.EngineDescription;
import dev.parley.proto.v1.GenerateRequest;
import io.grpc.StatusException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Answers with an OpenAI-compatible server. Connections are kept and used again; a busy or failing
 * server is asked again as long as nothing of the answer has come.
 */
public final class OpenAiEngine implements LanguageEngine {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long MAX_PAUSE_MILLIS = 1_000;

  private final OpenAiOptions options;
  private final Refusal refusal;
  private final HttpClient client;
  private final URI completions;

  public OpenAiEngine(OpenAiOptions options) {
    this.options = options;
    this.refusal = new Refusal(options.base(), options.model());
    this.client = Http.client(options.base(), options.connect());
    this.completions = URI.create(options.base() + "/chat/completions");
  }

  @Override
  public EngineDescription describe() {
    return EngineDescription.newBuilder()
        .setEngine("openai")
        .setModel(options.model())
        .setLabel("OpenAI-compatible server at " + options.base())
        .setReason(options.reason())
        .build();
  }

  @Override
  public AnswerEnd answer(GenerateRequest request, AnswerSink sink)
      throws InterruptedException, StatusException {
    HttpRequest post =
        Http.request(completions, options.key())
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    ChatRequest.json(options.base(), options.model(), request)))
            .build();
    long deadlineNanos = System.nanoTime() + options.firstToken().toNanos();
    for (int attempt = 1; ; attempt++) {
      AnswerAssembly answer = new AnswerAssembly(refusal, sink);
      try {
        return new ChatExchange(options, client, refusal, answer, deadlineNanos).run(post, attempt);
      } catch (UpstreamException e) {
        if (answer.hasBegun() || !e.isRetryable() || attempt == options.attempts()) {
          throw e.after(attempt);
        }
        Duration pause = e.retryAfter().orElseGet(backoff(attempt));
        if (pause.compareTo(options.retryAfterMax()) > 0
            || System.nanoTime() + pause.toNanos() - deadlineNanos > 0) {
          throw e.after(attempt);
        }
        Thread.sleep(pause);
      }
    }
  }

  // half of it by chance, so that calls refused together do not come back together
  private static Supplier<Duration> backoff(int attempt) {
    long full = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 10));
    return () -> Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
