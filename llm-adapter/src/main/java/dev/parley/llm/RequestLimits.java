package dev.parley.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.Message;
import dev.parley.proto.v1.Tool;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request may hold; a complaint says what was found and what is allowed. */
final class RequestLimits {
  static final int MAX_MESSAGES = 256;
  static final int MAX_TOOLS = 64;
  private static final float MAX_TEMPERATURE = 2;
  private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private RequestLimits() {}

  static Optional<String> complaint(GenerateRequest request) {
    int count = request.getMessagesCount();
    if (count == 0 || count > MAX_MESSAGES) {
      return Optional.of(
          "expected 1 to "
              + MAX_MESSAGES
              + " messages, found "
              + count
              + "; send the conversation, without its oldest messages if it is longer");
    }
    for (int i = 0; i < count; i++) {
      Optional<String> complaint = complaint(i, request.getMessages(i));
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    if (request.getMessages(count - 1).getRole() == Message.Role.ASSISTANT) {
      return Optional.of(
          "the last message is the assistant's own; the last one must be what is to be answered");
    }
    if (request.getToolsCount() > MAX_TOOLS) {
      return Optional.of(
          "expected at most " + MAX_TOOLS + " tools, found " + request.getToolsCount());
    }
    for (Tool tool : request.getToolsList()) {
      Optional<String> complaint = complaint(tool);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    float temperature = request.getSettings().getTemperature();
    if (!(temperature >= 0 && temperature <= MAX_TEMPERATURE)) {
      return Optional.of("temperature must be from 0 to 2, found " + temperature);
    }
    if (request.getSettings().getMaxTokens() < 0) {
      return Optional.of(
          "max_tokens must be positive, or 0 for the engine's default, found "
              + request.getSettings().getMaxTokens());
    }
    return Optional.empty();
  }

  private static Optional<String> complaint(int index, Message message) {
    return switch (message.getRole()) {
      case ROLE_UNSPECIFIED, UNRECOGNIZED ->
          Optional.of("messages[" + index + "] has no known role; set SYSTEM, USER, ...");
      case TOOL ->
          message.getToolCallId().isEmpty()
              ? Optional.of("messages[" + index + "] is a tool's result; set its tool_call_id")
              : Optional.empty();
      case SYSTEM, USER, ASSISTANT -> Optional.empty();
    };
  }

  private static Optional<String> complaint(Tool tool) {
    if (!TOOL_NAME.matcher(tool.getName()).matches()) {
      return Optional.of(
          "a tool's name must be 1 to 64 letters, digits, '_' or '-'; rename the tool");
    }
    if (tool.getParametersJson().isEmpty()) {
      return Optional.empty();
    }
    try {
      if (JSON.readTree(tool.getParametersJson()).isObject()) {
        return Optional.empty();
      }
    } catch (JsonProcessingException e) {
      // said below
    }
    return Optional.of(
        "parameters_json of tool '" + tool.getName() + "' must be a JSON object (a JSON Schema)");
  }
}
