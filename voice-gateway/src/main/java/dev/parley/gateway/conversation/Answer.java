package dev.parley.gateway.conversation;

import dev.parley.gateway.trace.TurnTrace;

/**
 * An answer of the bot, or what it says of itself.
 *
 * @param turn the turn it answers; 0 = none
 * @param question the caller's words
 * @param endOfTurn how likely it was that these were all
 * @param audible whether anything of it has been heard
 * @param failed whether a hop failed on it
 */
record Answer(
    long id,
    long turn,
    String question,
    double endOfTurn,
    TurnTrace trace,
    Script script,
    boolean audible,
    boolean failed) {

  static Answer begin(long id, long turn, String question) {
    return new Answer(id, turn, question, 1, TurnTrace.START, Script.START, false, false);
  }

  Answer to(Spoken spoken) {
    return new Answer(
        id, turn, question, spoken.endOfTurn(), spoken.on(trace), script, audible, failed);
  }

  Answer with(TurnTrace newer) {
    return new Answer(id, turn, question, endOfTurn, newer, script, audible, failed);
  }

  Answer with(Script newer) {
    return new Answer(id, turn, question, endOfTurn, trace, newer, audible, failed);
  }

  Answer heard() {
    return new Answer(id, turn, question, endOfTurn, trace, script, true, failed);
  }

  Answer failing() {
    return new Answer(id, turn, question, endOfTurn, trace, script, audible, true);
  }
}
