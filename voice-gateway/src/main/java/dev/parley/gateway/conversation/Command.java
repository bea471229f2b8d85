package dev.parley.gateway.conversation;

import dev.parley.gateway.trace.TurnTrace.Segment;
import java.util.List;

/** Something to be done for the conversation. */
public sealed interface Command {

  // ---- speech to text

  /** Begin an utterance with the audio since shortly before the voice began, and go on sending. */
  record StartUtterance(long utterance) implements Command {}

  /** Ask for a final of the audio so far. */
  record FinishUtterance(long utterance, long finish) implements Command {}

  /**
   * Stop sending; nothing more is wanted of this utterance.
   *
   * @param isTurn whether its words were taken as a turn of the caller, or are forgotten
   */
  record DropUtterance(long utterance, boolean isTurn) implements Command {}

  // ---- the model and its tools

  record Generate(long answer, long turn, List<Line> context) implements Command {
    public Generate {
      context = List.copyOf(context);
    }
  }

  record CancelGeneration(long answer) implements Command {}

  /** Answered by one {@link Event.ToolReturned}. */
  record RunTool(long answer, ToolCall call) implements Command {}

  // ---- the voice

  /** Get ready to synthesise an answer. Nothing of it may be heard before {@link Play}. */
  record BeginAnswer(long answer, long turn) implements Command {}

  /** Synthesise a clause. */
  record Speak(long answer, long clause, String text) implements Command {}

  /** No clause comes after the ones already given. */
  record EndAnswer(long answer) implements Command {}

  /** The answer may be heard from now on. */
  record Play(long answer) implements Command {}

  /** An answer that never played isn't wanted; nothing comes back. */
  record DropAnswer(long answer) implements Command {}

  /** Speak so from now on, also what was sent and not played yet. */
  record SetVoice(long answer, Voice voice) implements Command {}

  /** Be silent now, for good; answered by {@link Event.PlayoutEnded}. */
  record CutAnswer(long answer) implements Command {}

  // ---- the call

  /** The call can't go on. */
  record HangUp(String reason) implements Command {}

  /**
   * The call goes on without the bot.
   *
   * @param to the name of whom the caller is put through to
   */
  record Transfer(String to, String reason) implements Command {}

  record SetTimer(Timer timer, long serial, long atNanos) implements Command {}

  /** For the caller's screen and the log. */
  record Tell(Notice notice) implements Command {}

  /** What the caller's client may show. */
  sealed interface Notice {
    record StateChanged(Phase phase) implements Notice {}

    record PartialHeard(long turn, String text, int stableChars) implements Notice {}

    record TurnHeard(long turn, String text, boolean understood) implements Notice {}

    record AnswerSoFar(long turn, String text) implements Notice {}

    record Latency(long turn, long gapNanos, List<Segment> segments) implements Notice {
      public Latency {
        segments = List.copyOf(segments);
      }
    }

    record AnswerOver(long turn, String text, String heardText, Outcome outcome)
        implements Notice {}

    /**
     * What was made of a sound of the caller while the bot had the floor.
     *
     * @param turn of the answer that was sounded over
     * @param probability of an interruption, as known at that moment
     * @param sinceOnsetNanos how long after the sound began
     */
    record OverlapJudged(long turn, Verdict verdict, double probability, long sinceOnsetNanos)
        implements Notice {}

    /**
     * The caller asked if they talk to a machine, and is told so in words that are not the model's.
     */
    record IdentityAsked(long turn, String reply) implements Notice {}

    /** The caller wants a human, and is told what is true in words that are not the model's. */
    record HumanAsked(long turn, String reply) implements Notice {}

    /** The model would have had the bot claim to be human; something true is said instead. */
    record ClaimStopped(long turn) implements Notice {}

    /** The model would have had the bot promise a human; something true is said instead. */
    record PromiseStopped(long turn) implements Notice {}

    /** Something failed that the caller should know; the call goes on. */
    record Trouble(String code, String message) implements Notice {}
  }

  /** Steps of judging a sound over the bot. */
  enum Verdict {
    /** It may be something: the voice was lowered. */
    YIELDED,
    /** It seems to be nothing: full voice again. */
    WENT_ON,
    /** It is meant, and its words are awaited in silence. */
    HELD,
    /** It was an interruption; the floor is the caller's. */
    TOOK_FLOOR,
    /** It was nothing, and its words are forgotten. */
    IGNORED
  }

  /** How an answer ended. */
  enum Outcome {
    ANSWERED,
    /** Cut after a part of it had been heard. */
    INTERRUPTED,
    /** Dropped before any of it was heard. */
    DISCARDED,
    FAILED
  }
}
