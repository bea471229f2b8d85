package dev.parley.llm;

import dev.parley.proto.v1.GenerateRequest;
import dev.parley.proto.v1.Message;

/** The instruction put before conversations that bring none. */
record SystemPrompt(String text) {
  GenerateRequest applyTo(GenerateRequest request) {
    boolean has =
        request.getMessagesList().stream().anyMatch(m -> m.getRole() == Message.Role.SYSTEM);
    if (has || text.isBlank()) {
      return request;
    }
    Message prompt = Message.newBuilder().setRole(Message.Role.SYSTEM).setText(text).build();
    return request.toBuilder().addMessages(0, prompt).build();
  }
}
