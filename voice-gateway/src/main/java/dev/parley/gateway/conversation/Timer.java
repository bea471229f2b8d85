package dev.parley.gateway.conversation;

/** What the conversation waits for. Setting a timer again replaces it. */
public enum Timer {
  /** The pause after the caller's words is long enough to be the end of the turn. */
  PAUSE,
  /** The caller has sounded long enough over the bot to mean it. */
  BARGE_IN,
  /** The final transcript is overdue. */
  TRANSCRIPT,
  /** The model's first or next words are overdue. */
  MODEL,
  /** The answer's first audio is overdue. */
  AUDIO
}
