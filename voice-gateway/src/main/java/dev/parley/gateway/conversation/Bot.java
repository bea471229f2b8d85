package dev.parley.gateway.conversation;

/** What the bot is doing. */
public sealed interface Bot {
  /** Nothing: the floor is the caller's. */
  record Waiting() implements Bot {}

  /**
   * Saying that it is an AI. Whatever the caller does, this goes to its end.
   *
   * @param tries how often it was begun: once, unless the line was lost
   */
  record Disclosing(Answer answer, int tries) implements Bot {}

  /** It has the floor: thinking until something of the answer was heard, then speaking. */
  record Answering(Answer answer, Voice voice) implements Bot {}

  /** The answer was cut; what was heard of it is about to be known. */
  record Stopping(Answer answer) implements Bot {}
}
