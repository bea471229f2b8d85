package dev.parley.gateway.conversation;

/** How long a pause must be to end the turn. */
@FunctionalInterface
public interface PauseRule {
  /**
   * @param text what is known of the utterance's words; empty when nothing is
   */
  long waitNanos(String text);
}
