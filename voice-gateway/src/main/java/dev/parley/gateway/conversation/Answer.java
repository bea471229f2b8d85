package dev.parley.gateway.conversation;

import dev.parley.gateway.trace.TurnTrace;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the bot, or what it says of itself.
 *
 * @param turn the turn it answers; 0 = none
 * @param question the caller's words
 * @param spoken when these were said; null for what isn't an answer, and for a draft
 * @param audible whether anything of it has been heard
 * @param isLast whether the call ends with it
 */
record Answer(
    long id,
    long turn,
    String question,
    @Nullable Spoken spoken,
    TurnTrace trace,
    Script script,
    boolean audible,
    Failure failure,
    boolean isLast) {

  /** The hop that failed on it. */
  enum Failure {
    NONE,
    MODEL,
    VOICE
  }

  static Answer begin(long id, long turn, String question) {
    return new Answer(
        id, turn, question, null, TurnTrace.START, Script.START, false, Failure.NONE, false);
  }

  Answer to(Spoken caller) {
    return new Answer(
        id, turn, question, caller, caller.on(trace), script, audible, failure, isLast);
  }

  Answer with(TurnTrace newer) {
    return new Answer(id, turn, question, spoken, newer, script, audible, failure, isLast);
  }

  Answer with(Script newer) {
    return new Answer(id, turn, question, spoken, trace, newer, audible, failure, isLast);
  }

  Answer heard() {
    return new Answer(id, turn, question, spoken, trace, script, true, failure, isLast);
  }

  Answer failing(Failure hop) {
    return new Answer(id, turn, question, spoken, trace, script, audible, hop, isLast);
  }

  Answer last() {
    return new Answer(id, turn, question, spoken, trace, script, audible, failure, true);
  }

  boolean failed() {
    return failure != Failure.NONE;
  }
}
