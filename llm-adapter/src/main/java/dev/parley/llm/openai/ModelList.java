package dev.parley.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a server for its models, which also tells whether it is one. */
public final class ModelList {
  /** What was found at an address. */
  public sealed interface Result {}

  /** An OpenAI-compatible server; models may be empty. */
  public record Found(List<String> models) implements Result {
    /** The first that can hold a conversation, going by its name. */
    public Optional<String> firstChatModel() {
      return models.stream().filter(m -> !NO_CHAT.matcher(m).find()).findFirst();
    }
  }

  /** A server, but it has no list of models (HTTP 404): some OpenAI-compatible ones do not. */
  public record NotListed() implements Result {}

  /** None that can be used; the cause is for people. */
  public record Unusable(String cause) implements Result {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_CHARS = 1 << 20;
  private static final Pattern NO_CHAT =
      Pattern.compile("(?i)embed|rerank|whisper|tts|dall-e|moderation|bge-|davinci|babbage");

  private ModelList() {}

  /** Waits no longer than the timeout, for all of it. */
  public static Result ask(URI base, @Nullable String key, Duration timeout) {
    try (HttpClient client = Http.client(base, timeout)) {
      Result result = ask(client, base, key, System.nanoTime() + timeout.toNanos());
      client.shutdownNow();
      return result;
    }
  }

  private static Result ask(HttpClient client, URI base, @Nullable String key, long deadlineNanos) {
    CompletableFuture<HttpResponse<ByteStream>> pending =
        client.sendAsync(
            Http.request(URI.create(base + "/models"), key).GET().build(),
            head -> new ByteStream());
    try {
      HttpResponse<ByteStream> response =
          pending.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
      return switch (response.statusCode()) {
        case 200 -> read(text(response.body(), deadlineNanos));
        case 401, 403 ->
            new Unusable(
                "it refuses the key with HTTP "
                    + response.statusCode()
                    + ", set a valid one in PARLEY_LLM_OPENAI_KEY");
        case 404, 405, 501 -> new NotListed();
        default -> new Unusable("it answers HTTP " + response.statusCode());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Unusable("interrupted");
    } catch (TimeoutException e) {
      pending.cancel(true);
      return new Unusable("no answer in time");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Unusable("not reachable (" + cause.getClass().getSimpleName() + ")");
    } catch (IOException e) {
      return new Unusable("it closes the connection");
    }
  }

  private static String text(ByteStream body, long deadlineNanos)
      throws InterruptedException, TimeoutException, IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<ByteBuffer> chunk = body.next(deadlineNanos - System.nanoTime());
    while (chunk != null && all.size() < MAX_CHARS) {
      for (ByteBuffer bytes : chunk) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        all.writeBytes(copy);
      }
      chunk = body.next(deadlineNanos - System.nanoTime());
    }
    body.cancel();
    return all.toString(StandardCharsets.UTF_8);
  }

  private static Result read(String body) {
    JsonNode data;
    try {
      data = JSON.readTree(body).path("data");
    } catch (JsonProcessingException e) {
      return new Unusable("its list of models is not JSON, so it is no OpenAI-compatible server");
    }
    if (!data.isArray()) {
      return new Unusable("its list of models has no 'data', so it is no OpenAI-compatible server");
    }
    List<String> models = new ArrayList<>();
    for (JsonNode model : data) {
      String id = model.path("id").asText("");
      if (!id.isEmpty()) {
        models.add(id);
      }
    }
    return new Found(List.copyOf(models));
  }
}
