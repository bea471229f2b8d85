package dev.parley.gateway.conversation;

/** A tool at work. It goes on when its answer is cut: what it did has happened. */
record Errand(long answer, ToolCall call) {}
