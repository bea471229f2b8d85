package dev.parley.gateway.conversation;

/**
 * A function the model wants to be run.
 *
 * @param id the model's name for this call
 * @param argumentsJson as the model wrote it; may be malformed
 */
public record ToolCall(String id, String name, String argumentsJson) {}
