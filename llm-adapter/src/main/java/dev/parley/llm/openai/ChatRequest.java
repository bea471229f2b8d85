package dev.parley.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.GenerateSettings;
import dev.parley.proto.v1.Message;
import dev.parley.proto.v1.Tool;
import dev.parley.proto.v1.ToolCall;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Locale;

/** The body of POST /chat/completions. */
final class ChatRequest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ChatRequest() {}

  static byte[] json(URI base, String model, GenerateRequest request) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", model);
    body.put("stream", true);
    body.putObject("stream_options").put("include_usage", true);
    ArrayNode messages = body.putArray("messages");
    request.getMessagesList().forEach(m -> write(m, messages.addObject()));
    writeSettings(base, request.getSettings(), body);
    if (request.getToolsCount() > 0) {
      ArrayNode tools = body.putArray("tools");
      request.getToolsList().forEach(t -> write(t, tools.addObject()));
    }
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers is always JSON", e);
    }
  }

  private static void writeSettings(URI base, GenerateSettings settings, ObjectNode body) {
    if (settings.hasTemperature()) {
      // through text: 0.7f is not 0.699999988
      body.put("temperature", new BigDecimal(Float.toString(settings.getTemperature())));
    }
    if (settings.getMaxTokens() > 0) {
      // OpenAI's newer models refuse the old name, most other servers only know that one
      boolean newName = "api.openai.com".equalsIgnoreCase(base.getHost());
      body.put(newName ? "max_completion_tokens" : "max_tokens", settings.getMaxTokens());
    }
  }

  private static void write(Message message, ObjectNode to) {
    to.put("role", message.getRole().name().toLowerCase(Locale.ROOT));
    if (message.getText().isEmpty() && message.getToolCallsCount() > 0) {
      to.putNull("content");
    } else {
      to.put("content", message.getText());
    }
    if (message.getRole() == Message.Role.TOOL) {
      to.put("tool_call_id", message.getToolCallId());
    }
    if (message.getRole() == Message.Role.ASSISTANT && message.getToolCallsCount() > 0) {
      ArrayNode calls = to.putArray("tool_calls");
      message.getToolCallsList().forEach(c -> write(c, calls.addObject()));
    }
  }

  private static void write(ToolCall call, ObjectNode to) {
    to.put("id", call.getId()).put("type", "function");
    to.putObject("function").put("name", call.getName()).put("arguments", call.getArgumentsJson());
  }

  private static void write(Tool tool, ObjectNode to) {
    to.put("type", "function");
    ObjectNode function = to.putObject("function");
    function.put("name", tool.getName()).put("description", tool.getDescription());
    if (tool.getParametersJson().isEmpty()) {
      function.putObject("parameters").put("type", "object").putObject("properties");
      return;
    }
    try {
      function.set("parameters", JSON.readTree(tool.getParametersJson()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the service checks that parameters are JSON", e);
    }
  }
}
