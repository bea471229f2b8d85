package dev.parley.gateway.call;

import dev.parley.gateway.conversation.Line;
import dev.parley.gateway.conversation.ToolCall;
import dev.parley.gateway.tool.Toolbox;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.Message;
import java.util.List;

/** What the model is told: the newest lines of the conversation. */
final class Prompt {
  /** The contract allows 256; a spoken conversation that long has changed its subject. */
  private static final int MAX_LINES = 60;

  private Prompt() {}

  static GenerateRequest of(List<Line> context, Toolbox tools) {
    GenerateRequest.Builder request = GenerateRequest.newBuilder().addAllTools(tools.offered());
    for (Line line : context.subList(Math.max(0, context.size() - MAX_LINES), context.size())) {
      switch (line) {
        case Line.CallerSaid l -> said(request, Message.Role.USER, l.text());
        case Line.BotSaid l -> said(request, Message.Role.ASSISTANT, l.text());
        case Line.ToolUsed l -> used(request, l.call(), l.result());
      }
    }
    return request.build();
  }

  private static void said(GenerateRequest.Builder request, Message.Role role, String text) {
    request.addMessages(Message.newBuilder().setRole(role).setText(text));
  }

  private static void used(GenerateRequest.Builder request, ToolCall call, String result) {
    request.addMessages(
        Message.newBuilder()
            .setRole(Message.Role.ASSISTANT)
            .addToolCalls(
                dev.parley.proto.v1.ToolCall.newBuilder()
                    .setId(call.id())
                    .setName(call.name())
                    .setArgumentsJson(call.argumentsJson())));
    request.addMessages(
        Message.newBuilder().setRole(Message.Role.TOOL).setToolCallId(call.id()).setText(result));
  }
}
