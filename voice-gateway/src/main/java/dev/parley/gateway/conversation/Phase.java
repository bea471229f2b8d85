package dev.parley.gateway.conversation;

/** What the bot is doing, for people. */
public enum Phase {
  /** Saying that it is an AI; can't be interrupted. */
  DISCLOSING,
  /** Waiting for the caller, or hearing them. */
  LISTENING,
  /** The turn is the bot's, nothing of its answer has been heard yet. */
  THINKING,
  SPEAKING
}
