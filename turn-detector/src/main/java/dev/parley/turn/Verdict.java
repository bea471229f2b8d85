package dev.parley.turn;

/** What a sound over the bot was taken for in the end. */
public enum Verdict {
  INTERRUPTION,
  BACKCHANNEL,
  NOISE
}
