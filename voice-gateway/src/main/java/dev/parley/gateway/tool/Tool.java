package dev.parley.gateway.tool;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * A function that the model may call during a conversation. Implementations are found with {@code
 * ServiceLoader} and offered when {@code gateway.tools} names them. One object serves all calls.
 */
public interface Tool {
  /** What the model calls it: 1 to 64 letters, digits, '_' or '-'. */
  String name();

  /** For the model: what it does, and when to call it. */
  String description();

  /** JSON Schema of the arguments, which are an object. Arguments that don't fit never reach it. */
  JsonObject parameters();

  /**
   * Does it. Called on the call's event loop, so it must not block. It is only called for a turn
   * that is really the caller's, and never twice for one call of the model; it is not undone when
   * the caller interrupts.
   *
   * @return what the model is told; a failure is told as a failure without its reason
   */
  Future<String> run(JsonObject arguments, Caller caller);

  /** For whom it is done, and in which turn of theirs. */
  record Caller(String callId, long turn, String language) {}
}
