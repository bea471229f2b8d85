package dev.parley.gateway.conversation;

/** A line of the conversation as it was heard by both sides; what the model is told. */
public record Line(Speaker speaker, String text) {
  /** Who said it. */
  public enum Speaker {
    CALLER,
    BOT
  }
}
