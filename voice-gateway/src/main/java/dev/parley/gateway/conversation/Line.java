package dev.parley.gateway.conversation;

/** A line of the conversation as it was heard by both sides; what the model is told. */
public sealed interface Line {
  /** What the caller said or typed. */
  record CallerSaid(String text) implements Line {}

  /**
   * What the caller heard of an answer.
   *
   * @param interrupted whether the answer was longer
   */
  record BotSaid(String text, boolean interrupted) implements Line {}

  /** A tool the model called, and what came of it: one line, so that nothing comes between. */
  record ToolUsed(ToolCall call, String result) implements Line {}
}
