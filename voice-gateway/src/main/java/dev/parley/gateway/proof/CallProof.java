package dev.parley.gateway.proof;

import io.vertx.core.json.JsonObject;

/** The log of one call. Nothing of it ever blocks; entries are written in the order they came. */
public interface CallProof {
  /**
   * @param type a short name, such as "heard"
   * @param what text, whole numbers, flags, lists and objects
   * @param whenDurable run on a thread of the log, once the entry can't be lost any more; never, if
   *     the disk doesn't take it
   */
  void add(String type, JsonObject what, Runnable whenDurable);

  default void add(String type, JsonObject what) {
    add(type, what, () -> {});
  }

  /** The last entry: without it a log counts as cut off. */
  default void end(JsonObject what) {
    add("end", what);
  }
}
