package dev.parley.gateway.conversation;

/** What the caller is doing. */
public sealed interface Caller {
  /** Nothing that matters. */
  record Silent() implements Caller {}

  /** Making a sound. */
  record Sounding(Utterance utterance) implements Caller {}

  /** Silent after a sound, and it isn't decided yet whether that was all. */
  record Pausing(Utterance utterance, Pause pause) implements Caller {}
}
