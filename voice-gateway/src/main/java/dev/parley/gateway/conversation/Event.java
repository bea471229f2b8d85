package dev.parley.gateway.conversation;

import org.jspecify.annotations.Nullable;

/** Something that happened, with the monotonic time at which it was seen. */
public sealed interface Event {
  long nanos();

  /** The line is open. */
  record Opened(long nanos) implements Event {}

  /** The line was lost and is there again; the caller's end holds nothing unplayed. */
  record LineBack(long nanos) implements Event {}

  // ---- the caller

  /** The caller's voice began, at {@code onsetNanos}. */
  record SpeechStarted(long nanos, long onsetNanos) implements Event {}

  /** The caller's voice ended, its last voiced sample being at {@code endNanos}. */
  record SpeechEnded(long nanos, long endNanos) implements Event {}

  /** In a pause: how likely it is that the caller's turn is over. */
  record EndOfTurnEstimated(long nanos, double probability) implements Event {}

  /**
   * While the caller sounds and the bot has the floor, or shortly after: how likely it is that the
   * caller means to interrupt.
   */
  record OverlapEstimated(long nanos, double probability) implements Event {}

  /** What is heard of an utterance so far. */
  record Partial(long nanos, long utterance, String text, int stableChars) implements Event {}

  /** What an utterance was, up to the moment of the finish request. */
  record Final(long nanos, long utterance, long finish, Heard heard, String text)
      implements Event {}

  /** The recogniser can't go on with this utterance. */
  record TranscriptionFailed(long nanos, String why) implements Event {}

  /** Text typed by the caller. */
  record Typed(long nanos, String text) implements Event {}

  /** A key of the telephone: 0 to 9, * or #, A to D. */
  record KeyPressed(long nanos, char key) implements Event {}

  // ---- the model

  /** A piece of the model's answer. */
  record TextDelta(long nanos, long answer, String text) implements Event {}

  /** The model wants a tool to be run. */
  record ToolCalled(long nanos, long answer, ToolCall call) implements Event {}

  record GenerationEnded(long nanos, long answer) implements Event {}

  record GenerationFailed(long nanos, long answer, String why) implements Event {}

  /** The gateway is being stopped: goodbyes are to be said. */
  record Stopping(long nanos) implements Event {}

  // ---- the tools

  /** What the model is told of a tool's work, good or bad. */
  record ToolReturned(long nanos, long answer, String callId, String result) implements Event {}

  /**
   * The model wants the call to end, by a tool of that answer.
   *
   * @param transferTo the name of whom the caller would be put through to; null = nobody
   */
  record EndAsked(long nanos, long answer, String callId, @Nullable String transferTo)
      implements Event {}

  // ---- the voice

  /** Synthesised audio is here, the first of an answer, or the first after it ran dry. */
  record AudioArrived(long nanos, long answer) implements Event {}

  /** All audio of a clause is here. */
  record ClauseSynthesised(long nanos, long answer, long clause) implements Event {}

  record SynthesisFailed(long nanos, long answer, String why) implements Event {}

  /** The first frame of the answer left for the caller. */
  record PlayoutStarted(long nanos, long answer) implements Event {}

  /** Everything there was has been sent, and more of the answer is to come. */
  record RanDry(long nanos, long answer) implements Event {}

  /** The last of the answer was sent; it will have been played at {@code doneNanos}. */
  record AllSent(long nanos, long answer, long doneNanos) implements Event {}

  /** The answer has been played, or was cut; {@code heardText} is what reached the caller. */
  record PlayoutEnded(long nanos, long answer, String heardText) implements Event {}

  // ---- time

  /** A timer set by a command has come. */
  record TimerFired(long nanos, Timer timer, long serial) implements Event {}

  /** How far a final transcript may be believed. */
  enum Heard {
    WORDS,
    NOT_UNDERSTOOD,
    NOTHING
  }
}
