package dev.parley.gateway.conversation;

import dev.parley.gateway.clause.ClauseChunker;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of an answer on its way from the model to the voice.
 *
 * @param stage where the text comes from
 * @param chunker cuts it into clauses
 * @param said what was given to the voice
 * @param unsaid clauses kept back until the answer may be heard
 * @param clauses how many were given to the voice
 * @param synthesised how many of these are audio
 * @param dry whether the voice has no audio waiting
 * @param calls tools the model called in this round
 * @param run how many of these were set to work
 * @param rounds how often the model was asked
 */
record Script(
    Stage stage,
    ClauseChunker chunker,
    String said,
    List<String> unsaid,
    long clauses,
    long synthesised,
    boolean dry,
    List<ToolCall> calls,
    int run,
    int rounds) {

  /** Where the text comes from. */
  enum Stage {
    /** The model is writing. */
    WRITING,
    /** The model goes on when its tools have returned. */
    AT_TOOLS,
    /** All text is there. */
    WRITTEN
  }

  static final Script START =
      new Script(Stage.WRITING, ClauseChunker.START, "", List.of(), 0, 0, true, List.of(), 0, 1);

  Script {
    unsaid = List.copyOf(unsaid);
    calls = List.copyOf(calls);
  }

  boolean isEmpty() {
    return said.isBlank() && unsaid.isEmpty();
  }

  /** The line has nothing to play, and the voice still owes audio, or the word that it is done. */
  boolean isVoiceAwaited() {
    return dry && (clauses > synthesised || stage == Stage.WRITTEN);
  }

  Script cutting(ClauseChunker.Cut cut) {
    List<String> more = new ArrayList<>(unsaid);
    more.addAll(cut.clauses());
    return new Script(stage, cut.rest(), said, more, clauses, synthesised, dry, calls, run, rounds);
  }

  /** The model's answer comes behind a sentence that isn't the model's. */
  Script behind(String sentence) {
    return new Script(
        stage,
        new ClauseChunker(" ", true),
        said,
        List.of(sentence),
        clauses,
        synthesised,
        dry,
        calls,
        run,
        rounds);
  }

  /** Nothing that was written and not said is said any more, but for this. */
  Script endingWith(String sentence) {
    return new Script(
        Stage.WRITTEN,
        chunker,
        said,
        List.of(said.isBlank() ? sentence : " " + sentence),
        clauses,
        synthesised,
        dry,
        List.of(),
        0,
        rounds);
  }

  /** The first of the clauses kept back goes to the voice. */
  Script sayingNext() {
    return new Script(
        stage,
        chunker,
        said + unsaid.getFirst(),
        unsaid.subList(1, unsaid.size()),
        clauses + 1,
        synthesised,
        dry,
        calls,
        run,
        rounds);
  }

  /** A sentence that isn't the model's. */
  Script adding(String sentence) {
    List<String> more = new ArrayList<>(unsaid);
    more.add(isEmpty() ? sentence : " " + sentence);
    return new Script(stage, chunker, said, more, clauses, synthesised, dry, calls, run, rounds);
  }

  Script at(Stage next) {
    return new Script(next, chunker, said, unsaid, clauses, synthesised, dry, calls, run, rounds);
  }

  /** The voice may say it late, twice, or of a clause that it was never given. */
  Script synthesised(long clause) {
    long most = Math.max(synthesised, Math.min(clause, clauses));
    return new Script(stage, chunker, said, unsaid, clauses, most, dry, calls, run, rounds);
  }

  Script dry(boolean now) {
    return new Script(stage, chunker, said, unsaid, clauses, synthesised, now, calls, run, rounds);
  }

  Script calling(ToolCall call) {
    List<ToolCall> more = new ArrayList<>(calls);
    more.add(call);
    return new Script(stage, chunker, said, unsaid, clauses, synthesised, dry, more, run, rounds);
  }

  Script runningAll() {
    return new Script(
        stage, chunker, said, unsaid, clauses, synthesised, dry, calls, calls.size(), rounds);
  }

  Script nextRound() {
    return new Script(
        Stage.WRITING,
        isEmpty() ? ClauseChunker.START : new ClauseChunker(" ", true),
        said,
        unsaid,
        clauses,
        synthesised,
        dry,
        List.of(),
        0,
        rounds + 1);
  }
}
