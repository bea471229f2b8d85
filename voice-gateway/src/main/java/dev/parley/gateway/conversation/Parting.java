package dev.parley.gateway.conversation;

import org.jspecify.annotations.Nullable;

/**
 * How a call ends with what is being said.
 *
 * @param transferTo the name of whom the caller is put through to; null = the line is hung up
 */
record Parting(String reason, @Nullable String transferTo) {
  static Parting hangUp(String reason) {
    return new Parting(reason, null);
  }

  static Parting transfer(String to) {
    return new Parting("put through to " + to, to);
  }
}
