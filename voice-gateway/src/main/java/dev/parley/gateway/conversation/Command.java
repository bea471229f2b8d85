package dev.parley.gateway.conversation;

import dev.parley.gateway.trace.TurnTrace.Segment;
import java.util.List;

/** Something to be done for the conversation. */
public sealed interface Command {

  /** Begin an utterance with the audio since shortly before the voice began, and go on sending. */
  record StartUtterance(long utterance) implements Command {}

  /** Ask for a final of the audio so far. */
  record FinishUtterance(long utterance, long finish) implements Command {}

  /** Stop sending; nothing more is wanted of this utterance. */
  record DropUtterance(long utterance) implements Command {}

  /** Get ready to speak an answer. */
  record BeginAnswer(long answer) implements Command {}

  record Generate(long answer, long turn, List<Line> context) implements Command {
    public Generate {
      context = List.copyOf(context);
    }
  }

  record CancelGeneration(long answer) implements Command {}

  record Speak(long answer, long clause, String text) implements Command {}

  /** No clause comes after the ones already given. */
  record EndAnswer(long answer) implements Command {}

  /** Be silent now; answered by {@link Event.PlayoutEnded}. */
  record CutAnswer(long answer) implements Command {}

  /** The call can't go on. */
  record HangUp(String reason) implements Command {}

  record SetTimer(Timer timer, long serial, long atNanos) implements Command {}

  /** For the caller's screen. */
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

    /** Something failed that the caller should know; the call goes on. */
    record Trouble(String code, String message) implements Notice {}
  }

  /** How an answer ended. */
  enum Outcome {
    ANSWERED,
    INTERRUPTED,
    FAILED
  }
}
