package dev.parley.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.proto.v1.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins tool calls that arrive in pieces, told apart by their index. Mutable, for one thread. */
final class ToolCallAssembly {
  private static final int MAX_CALLS = 64;
  private static final int MAX_ARGUMENT_CHARS = 1 << 18;

  private static final class Pieces {
    private String id = "";
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
  }

  private final List<Pieces> inOrder = new ArrayList<>();
  private final Map<Integer, Pieces> byIndex = new HashMap<>();

  void accept(JsonNode piece) throws MalformedStreamException {
    int index = piece.path("index").asInt(0);
    String id = piece.path("id").asText("");
    Pieces call = byIndex.get(index);
    // some servers give every call the same index and only a new id
    if (call == null || (!id.isEmpty() && !call.id.isEmpty() && !id.equals(call.id))) {
      if (inOrder.size() == MAX_CALLS) {
        throw new MalformedStreamException("more than " + MAX_CALLS + " tool calls");
      }
      call = new Pieces();
      byIndex.put(index, call);
      inOrder.add(call);
    }
    if (!id.isEmpty()) {
      call.id = id;
    }
    JsonNode function = piece.path("function");
    String name = function.path("name").isTextual() ? function.path("name").asText() : "";
    // some servers repeat the name with every piece
    if (!name.contentEquals(call.name)) {
      call.name.append(name);
    }
    JsonNode arguments = function.path("arguments");
    // a few send the object itself instead of its text
    call.arguments.append(arguments.isObject() ? arguments.toString() : arguments.asText(""));
    if (call.arguments.length() > MAX_ARGUMENT_CHARS) {
      throw new MalformedStreamException("arguments of a tool call longer than 256 Ki characters");
    }
  }

  List<ToolCall> calls() {
    List<ToolCall> calls = new ArrayList<>();
    for (Pieces p : inOrder) {
      calls.add(
          ToolCall.newBuilder()
              .setId(p.id.isEmpty() ? "call_" + calls.size() : p.id)
              .setName(p.name.toString())
              .setArgumentsJson(p.arguments.isEmpty() ? "{}" : p.arguments.toString())
              .build());
    }
    return calls;
  }
}
