package dev.parley.gateway.conversation;

/** How the bot speaks while the caller makes a sound. */
public enum Voice {
  FULL,
  /** About 12 dB lower: the soft yield, while it isn't sure whether the sound means anything. */
  LOWERED,
  /** Silent, and able to go on where it was. */
  HELD
}
