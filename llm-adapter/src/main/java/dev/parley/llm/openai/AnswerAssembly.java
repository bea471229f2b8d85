package dev.parley.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.llm.engine.AnswerEnd;
import dev.parley.llm.engine.AnswerSink;
import dev.parley.proto.v1.GenerateEnd.FinishReason;
import dev.parley.proto.v1.ToolCall;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Puts an answer together from its chunks. Mutable, for one thread and one attempt. */
final class AnswerAssembly {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Refusal refusal;
  private final AnswerSink sink;
  private final ToolCallAssembly toolCalls = new ToolCallAssembly();
  private boolean begun;
  private boolean done;
  private @Nullable FinishReason reason;
  private OptionalInt inputTokens = OptionalInt.empty();
  private OptionalInt outputTokens = OptionalInt.empty();

  AnswerAssembly(Refusal refusal, AnswerSink sink) {
    this.refusal = refusal;
    this.sink = sink;
  }

  /** Takes the data of one event. */
  void accept(String data)
      throws InterruptedException, UpstreamException, MalformedStreamException {
    if (done || data.isBlank()) {
      return;
    }
    if (data.strip().equals("[DONE]")) {
      done = true;
      return;
    }
    JsonNode chunk = parse(data);
    if (chunk.hasNonNull("error")) {
      throw refusal.inStream(chunk.path("error"));
    }
    readUsage(chunk.path("usage"));
    for (JsonNode choice : chunk.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        readChoice(choice);
      }
    }
  }

  private static JsonNode parse(String data) throws MalformedStreamException {
    JsonNode chunk;
    try {
      chunk = JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new MalformedStreamException("an event that is not JSON");
    }
    if (!chunk.isObject()) {
      throw new MalformedStreamException("an event that is no JSON object");
    }
    return chunk;
  }

  private void readUsage(JsonNode usage) {
    if (usage.path("prompt_tokens").canConvertToInt()) {
      inputTokens = OptionalInt.of(usage.path("prompt_tokens").asInt());
    }
    if (usage.path("completion_tokens").canConvertToInt()) {
      outputTokens = OptionalInt.of(usage.path("completion_tokens").asInt());
    }
  }

  private void readChoice(JsonNode choice) throws InterruptedException, MalformedStreamException {
    JsonNode delta = choice.path("delta");
    for (String field : new String[] {"content", "refusal"}) {
      String text = delta.path(field).isTextual() ? delta.path(field).asText() : "";
      if (!text.isEmpty()) {
        begun = true;
        sink.text(text);
      }
    }
    for (JsonNode piece : delta.path("tool_calls")) {
      begun = true;
      toolCalls.accept(piece);
    }
    String finish = choice.path("finish_reason").asText("");
    if (!finish.isEmpty()) {
      reason = read(finish);
    }
  }

  private static FinishReason read(String finish) {
    return switch (finish) {
      case "length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      // "stop", and the names other servers have for it
      default -> FinishReason.STOP;
    };
  }

  /** Something of the answer came: asking again would say it twice. */
  boolean hasBegun() {
    return begun;
  }

  /** The finish reason came; only usage may follow. */
  boolean isFinished() {
    return reason != null;
  }

  /** Nothing follows. */
  boolean isDone() {
    return done;
  }

  /** Hands over the tool calls, which are complete only now. */
  AnswerEnd end(int attempts) throws InterruptedException {
    FinishReason end = reason == null ? FinishReason.STOP : reason;
    // a call that was cut by the token limit would run with half of its arguments
    if (end == FinishReason.STOP || end == FinishReason.TOOL_CALLS) {
      for (ToolCall call : toolCalls.calls()) {
        sink.toolCall(call);
        end = FinishReason.TOOL_CALLS;
      }
    }
    return new AnswerEnd(end, inputTokens, outputTokens, attempts);
  }
}
