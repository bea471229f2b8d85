package dev.parley.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.llm.openai.UpstreamException.Retry;
import io.grpc.Status;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns an upstream's refusal into words that say what to do. Of the upstream's own error only its
 * code is passed on: free text may hold parts of the key or of the conversation.
 */
final class Refusal {
  private static final ObjectMapper JSON = new ObjectMapper();
  // without digits, which codes have no need of and keys always have
  private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z_]{0,47}");
  private static final long MAX_RETRY_AFTER_SECONDS = 86_400;

  private final URI base;
  private final String model;

  Refusal(URI base, String model) {
    this.base = base;
    this.model = model;
  }

  UpstreamException http(int code, HttpHeaders headers, String body) {
    String found =
        "the model server at " + base + " answered HTTP " + code + errorCode(body).orElse("");
    return switch (code) {
      case 401, 403 ->
          new UpstreamException(
              Status.Code.FAILED_PRECONDITION,
              found + "; set a valid key in PARLEY_LLM_OPENAI_KEY",
              Retry.NEVER);
      case 404 ->
          new UpstreamException(
              Status.Code.NOT_FOUND,
              found
                  + "; check that llm.openai.url ends where /chat/completions follows, and that"
                  + " it serves the model '"
                  + model
                  + "' (llm.openai.model)",
              Retry.NEVER);
      case 408, 409, 425 ->
          new UpstreamException(
              Status.Code.UNAVAILABLE, found + "; try again", Retry.BEFORE_FIRST_TOKEN);
      case 413 ->
          new UpstreamException(
              Status.Code.INVALID_ARGUMENT,
              found + ": too long for it; send fewer or shorter messages",
              Retry.NEVER);
      case 429 ->
          new UpstreamException(
              Status.Code.RESOURCE_EXHAUSTED,
              found + "; its rate limit or quota is used up, ask less often or raise it there",
              Retry.BEFORE_FIRST_TOKEN,
              retryAfter(headers));
      default -> other(code, found, headers);
    };
  }

  private static UpstreamException other(int code, String found, HttpHeaders headers) {
    if (code >= 500) {
      return new UpstreamException(
          Status.Code.UNAVAILABLE,
          found + "; see that server's own log",
          code == 501 ? Retry.NEVER : Retry.BEFORE_FIRST_TOKEN,
          retryAfter(headers));
    }
    if (code >= 400) {
      return new UpstreamException(
          Status.Code.INVALID_ARGUMENT,
          found + "; it does not take this request, see that server's log for the reason",
          Retry.NEVER);
    }
    return new UpstreamException(
        Status.Code.FAILED_PRECONDITION,
        found + "; expected 200, set llm.openai.url to the server's final address",
        Retry.NEVER);
  }

  /** An error object in the midst of a stream. */
  UpstreamException inStream(JsonNode error) {
    String found =
        "the model server at " + base + " reported an error in its answer" + code(error).orElse("");
    int number = error.path("code").asInt(0);
    return number >= 400 && number < 500 && number != 429
        ? new UpstreamException(
            Status.Code.INVALID_ARGUMENT,
            found + "; it does not take this request, see that server's log for the reason",
            Retry.NEVER)
        : new UpstreamException(
            Status.Code.UNAVAILABLE,
            found + "; see that server's own log",
            Retry.BEFORE_FIRST_TOKEN);
  }

  private static Optional<String> errorCode(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      return code(node.has("error") ? node.path("error") : node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> code(JsonNode error) {
    for (String field : new String[] {"code", "type"}) {
      String value = error.path(field).asText("");
      if (CODE.matcher(value).matches()) {
        return Optional.of(" (" + value + ")");
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    Optional<String> seconds = headers.firstValue("retry-after").map(String::strip);
    // a date instead of seconds is left to the ordinary pauses: clocks differ
    return seconds
        .filter(s -> s.matches("\\d{1,9}"))
        .map(Long::parseLong)
        .map(s -> Duration.ofSeconds(Math.min(s, MAX_RETRY_AFTER_SECONDS)));
  }
}
