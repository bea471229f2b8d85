package dev.parley.llm.engine;

import dev.parley.proto.v1.ToolCall;

/**
 * Where the pieces of one answer go. Waits while the receiver is not ready, so that a slow receiver
 * slows the engine down instead of filling memory.
 */
public interface AnswerSink {
  void text(String delta) throws InterruptedException;

  void toolCall(ToolCall call) throws InterruptedException;
}
