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
 * @param parting how the call ends with it; null = it goes on
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
    @Nullable Parting parting) {

  /** The hop that failed on it. */
  enum Failure {
    NONE,
    MODEL,
    VOICE
  }

  static Answer begin(long id, long turn, String question) {
    return new Answer(
        id, turn, question, null, TurnTrace.START, Script.START, false, Failure.NONE, null);
  }

  Answer to(Spoken caller) {
    return new Answer(
        id, turn, question, caller, caller.on(trace), script, audible, failure, parting);
  }

  Answer with(TurnTrace newer) {
    return new Answer(id, turn, question, spoken, newer, script, audible, failure, parting);
  }

  Answer with(Script newer) {
    return new Answer(id, turn, question, spoken, trace, newer, audible, failure, parting);
  }

  Answer heard() {
    return new Answer(id, turn, question, spoken, trace, script, true, failure, parting);
  }

  Answer failing(Failure hop) {
    return new Answer(id, turn, question, spoken, trace, script, audible, hop, parting);
  }

  Answer last(Parting how) {
    return new Answer(id, turn, question, spoken, trace, script, audible, failure, how);
  }

  /** Whether it ends with the caller being put through to a human. */
  boolean transfers() {
    return parting != null && parting.transferTo() != null;
  }

  boolean failed() {
    return failure != Failure.NONE;
  }
}
