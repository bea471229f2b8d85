package dev.parley.gateway.call;

import dev.parley.gateway.conversation.Line;
import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.Message;
import java.util.List;

/** What the model is told: the newest lines of the conversation. */
final class Prompt {
  /** The contract allows 256; a spoken conversation that long has changed its subject. */
  private static final int MAX_LINES = 60;

  private Prompt() {}

  static GenerateRequest of(List<Line> context) {
    GenerateRequest.Builder request = GenerateRequest.newBuilder();
    for (Line line : context.subList(Math.max(0, context.size() - MAX_LINES), context.size())) {
      request.addMessages(
          Message.newBuilder()
              .setRole(
                  line.speaker() == Line.Speaker.CALLER
                      ? Message.Role.USER
                      : Message.Role.ASSISTANT)
              .setText(line.text()));
    }
    return request.build();
  }
}
