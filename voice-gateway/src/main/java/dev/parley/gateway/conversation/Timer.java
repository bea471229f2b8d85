package dev.parley.gateway.conversation;

/** What the conversation waits for. Setting a timer again replaces it. */
public enum Timer {
  /** The pause after the caller's words is long enough to be the end of the turn. */
  PAUSE,
  /** The end of the turn is near enough to ask the model ahead of it. */
  SPECULATE,
  /** The bot has spoken low for so long that it must know. */
  YIELD,
  /** The final transcript is overdue. */
  TRANSCRIPT,
  /** The model's first or next words are overdue. */
  MODEL,
  /** A tool takes so long that the caller should hear something. */
  FILLER,
  /** A tool's result is overdue. */
  TOOL,
  /** Audio of the answer is overdue. */
  AUDIO,
  /** The word that the answer was played is overdue. */
  PLAYED,
  /** The caller must hear again that they talk to a machine. */
  REMIND,
  /** No other key follows. */
  KEYS,
  /** Neither has said anything for long. */
  IDLE,
  /** The call has lasted as long as it may. */
  LONGEST
}
