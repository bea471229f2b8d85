package dev.parley.gateway.conversation;

import dev.parley.gateway.conversation.Command.Notice;
import dev.parley.gateway.conversation.Script.Stage;
import dev.parley.gateway.trace.TurnTrace.Moment;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the bot's turn in which tools work for it: they run only for a turn that is the
 * caller's for certain, what they did stays in the context whatever becomes of the answer, and the
 * model goes on when all have returned.
 */
final class ToolTurn {
  /** A model that calls tools again and again isn't getting anywhere. */
  private static final int MAX_ROUNDS = 5;

  private static final String NO_RESULT = "error: the tool did not answer in time";

  private static final String ASK_FIRST =
      "not yet: ask the caller whether to end the call, and call this again when they say yes";
  private static final String ENDS = "the call ends when your goodbye has been heard";
  private static final String ASK_TO_TRANSFER =
      "not yet: ask the caller whether to put them through, and call this again when they say yes";
  private static final String TRANSFERS =
      "the caller is put through when your next words have been heard";

  private ToolTurn() {}

  static void run(Move m, Answer answer) {
    Script script = answer.script();
    if (script.run() == script.calls().size()) {
      return;
    }
    for (ToolCall call : script.calls().subList(script.run(), script.calls().size())) {
      m.errands.add(new Errand(answer.id(), call));
      m.add(new Command.RunTool(answer.id(), call));
    }
    m.put(answer.with(script.runningAll()));
    m.arm(Timer.TOOL, m.nanos + m.rules.toolNanos());
    awaitFiller(m);
  }

  /** What was said before the tools is over; a filler that would have cut into it may come now. */
  static void voiceRanDry(Move m, Answer answer) {
    if (answer.script().stage() == Stage.AT_TOOLS && !m.isArmed(Timer.FILLER)) {
      awaitFiller(m);
    }
  }

  private static void awaitFiller(Move m) {
    if (!m.rules.filler().isEmpty()) {
      m.arm(Timer.FILLER, m.nanos + m.rules.fillerNanos());
    }
  }

  /** What a tool did has happened, whatever became of the answer. */
  static void returned(Move m, Event.ToolReturned e) {
    for (Errand errand : m.errands) {
      if (errand.answer() == e.answer() && errand.call().id().equals(e.callId())) {
        m.errands.remove(errand);
        m.context.add(new Line.ToolUsed(errand.call(), e.result()));
        afterTools(m);
        return;
      }
    }
  }

  /**
   * The call ends with the answer, or goes to a human, if the caller has had a turn to agree since
   * the model first wanted that. Who speaks over the goodbye stays.
   */
  static void endAsked(Move m, Event.EndAsked e) {
    Answer answer = m.current();
    String to = e.transferTo();
    boolean agreed = m.farewell != null && m.farewell.isAgreed(m.turn, to);
    m.farewell = agreed ? null : new Farewell(m.turn, to);
    if (answer != null && answer.id() == e.answer() && agreed) {
      m.put(
          answer.last(
              to == null
                  ? Parting.hangUp("the caller and the bot were done")
                  : Parting.transfer(to)));
    }
    String told = to == null ? (agreed ? ENDS : ASK_FIRST) : (agreed ? TRANSFERS : ASK_TO_TRANSFER);
    returned(m, new Event.ToolReturned(e.nanos(), e.answer(), e.callId(), told));
  }

  static void overdue(Move m) {
    for (Errand errand : m.errands) {
      m.context.add(new Line.ToolUsed(errand.call(), NO_RESULT));
      m.tell(new Notice.Trouble("tool", errand.call().name() + " did not answer in time"));
    }
    m.errands.clear();
    afterTools(m);
  }

  static void takesTime(Move m) {
    if (m.bot instanceof Bot.Answering answering
        && answering.answer().script().stage() == Stage.AT_TOOLS
        && answering.answer().script().dry()) {
      Script script = answering.answer().script();
      m.put(answering.answer().with(script.adding(m.rules.filler())));
      BotTurn.pour(m, answering.answer().id());
    }
  }

  /** The model goes on when all its tools have returned. */
  static void afterTools(Move m) {
    if (m.errands.isEmpty()) {
      m.disarm(Timer.TOOL);
    }
    Answer answer = m.current();
    if (answer == null
        || answer.script().stage() != Stage.AT_TOOLS
        || m.errands.stream().anyMatch(errand -> errand.answer() == answer.id())) {
      return;
    }
    m.disarm(Timer.FILLER);
    if (answer.script().rounds() >= MAX_ROUNDS) {
      BotTurn.fail(m, answer, "the language model called tools " + MAX_ROUNDS + " times in a row");
      return;
    }
    m.put(
        answer
            .with(answer.trace().reachedAgain(Moment.TOOLS, m.nanos))
            .with(answer.script().nextRound()));
    BotTurn.ask(m, answer, withSaid(m, answer));
  }

  /** What was said before the tools were called stands before their results. */
  private static List<Line> withSaid(Move m, Answer answer) {
    List<Line> told = new ArrayList<>(m.context);
    int at = told.size();
    while (at > 0 && told.get(at - 1) instanceof Line.ToolUsed) {
      at--;
    }
    if (!answer.script().said().isBlank()) {
      told.add(at, new Line.BotSaid(answer.script().said(), false));
    }
    return told;
  }
}
