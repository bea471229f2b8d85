package dev.parley.gateway.conversation;

import dev.parley.gateway.conversation.Event.Heard;
import dev.parley.gateway.trace.TurnTrace.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A conversation in virtual time: what happens is told in milliseconds, due timers fire in between.
 * The line cuts an answer at once, and has then heard what was told with {@link #hearing}. Mutable.
 */
final class Timeline {
  static final String QUESTION = "when is breakfast";
  static final String FIRST_CLAUSE = "Breakfast is from seven to ten.";
  static final String SECOND_CLAUSE = " On Sundays the kitchen opens at eight.";
  static final String ANSWER = FIRST_CLAUSE + SECOND_CLAUSE;

  private static final long MILLI = 1_000_000;

  /** The voice is noticed so late, and its end too. */
  private static final long NOTICED = 60;

  private record Issued(long millis, Command command) {}

  final TurnRules rules;
  private final Conversation conversation;
  private final List<Issued> issued = new ArrayList<>();
  private final List<Command.SetTimer> timers = new ArrayList<>();
  private final Deque<Event> inbox = new ArrayDeque<>();
  private State state = State.start();
  private String heardWhenCut = "";
  private long nowMillis;

  Timeline(TurnRules rules) {
    this.rules = rules;
    this.conversation = new Conversation(rules);
  }

  Timeline() {
    this(TurnRules.standard());
  }

  // ---- beginnings

  /** The disclosure was heard to its end at 1000. */
  static Timeline disclosed() {
    return disclosed(TurnRules.standard());
  }

  static Timeline disclosed(TurnRules rules) {
    return new Timeline(rules).opened().audible(200).disclosurePlayed(1_000);
  }

  /** A question was asked until 3000; the turn is the bot's since 3375, and it thinks. */
  static Timeline thinking() {
    return thinking(TurnRules.standard());
  }

  static Timeline thinking(TurnRules rules) {
    return disclosed(rules).says(2_000, 3_000, QUESTION).until(3_400);
  }

  /** The bot answers in two clauses, audible since 3700, all text there. */
  static Timeline speaking() {
    return thinking().answers(3_600, ANSWER);
  }

  // ---- time

  /** Lets time pass; timers that come due fire. */
  Timeline until(long millis) {
    while (true) {
      Command.SetTimer next = null;
      for (Command.SetTimer timer : timers) {
        if (timer.atNanos() <= millis * MILLI
            && (next == null || timer.atNanos() < next.atNanos())) {
          next = timer;
        }
      }
      if (next == null) {
        nowMillis = Math.max(nowMillis, millis);
        return this;
      }
      timers.remove(next);
      nowMillis = Math.max(nowMillis, next.atNanos() / MILLI);
      happens(new Event.TimerFired(now(), next.timer(), next.serial()));
    }
  }

  private long now() {
    return nowMillis * MILLI;
  }

  Timeline happens(Event event) {
    inbox.add(event);
    while (!inbox.isEmpty()) {
      Step step = conversation.on(state, inbox.remove());
      state = step.state();
      for (Command command : step.commands()) {
        issued.add(new Issued(nowMillis, command));
        if (command instanceof Command.SetTimer timer) {
          timers.add(timer);
        } else if (command instanceof Command.CutAnswer cut) {
          inbox.add(new Event.PlayoutEnded(now(), cut.answer(), heardWhenCut));
        }
      }
    }
    return this;
  }

  // ---- the caller

  /** The gateway is told to stop. */
  Timeline stopping(long millis) {
    return until(millis).happens(new Event.Stopping(now()));
  }

  Timeline opened() {
    return happens(new Event.Opened(now()));
  }

  Timeline voiceFrom(long millis) {
    return until(millis + NOTICED).happens(new Event.SpeechStarted(now(), millis * MILLI));
  }

  Timeline voiceTo(long millis) {
    return until(millis + NOTICED).happens(new Event.SpeechEnded(now(), millis * MILLI));
  }

  /** The end of the turn is estimated. */
  Timeline endOfTurn(long millis, double probability) {
    return until(millis).happens(new Event.EndOfTurnEstimated(now(), probability));
  }

  /** An interruption is estimated. */
  Timeline overlap(long millis, double probability) {
    return until(millis).happens(new Event.OverlapEstimated(now(), probability));
  }

  Timeline partial(long millis, String text) {
    return until(millis).happens(new Event.Partial(now(), utterance(), text, text.length()));
  }

  Timeline heard(long millis, String text) {
    return until(millis).happens(new Event.Final(now(), utterance(), finish(), Heard.WORDS, text));
  }

  Timeline heard(long millis, Heard heard) {
    return until(millis).happens(new Event.Final(now(), utterance(), finish(), heard, ""));
  }

  Timeline recogniserFails(long millis) {
    return until(millis).happens(new Event.TranscriptionFailed(now(), "the recogniser is down"));
  }

  /** A turn that is plainly over when its voice ends; its final comes 200 ms later. */
  Timeline says(long from, long to, String text) {
    return says(from, to, text, 0.95);
  }

  Timeline says(long from, long to, String text, double endOfTurn) {
    return voiceFrom(from).voiceTo(to).endOfTurn(to + 100, endOfTurn).heard(to + 200, text);
  }

  Timeline typed(long millis, String text) {
    return until(millis).happens(new Event.Typed(now(), text));
  }

  /** One key after the other, 200 ms apart. */
  Timeline presses(long millis, String keys) {
    for (int i = 0; i < keys.length(); i++) {
      until(millis + 200L * i).happens(new Event.KeyPressed(now(), keys.charAt(i)));
    }
    return this;
  }

  // ---- the model and its tools

  Timeline text(long millis, String text) {
    return textOf(millis, answer(), text);
  }

  Timeline textOf(long millis, long answer, String text) {
    return until(millis).happens(new Event.TextDelta(now(), answer, text));
  }

  Timeline textOver(long millis) {
    return until(millis).happens(new Event.GenerationEnded(now(), answer()));
  }

  Timeline modelFails(long millis) {
    return until(millis)
        .happens(new Event.GenerationFailed(now(), answer(), "the language model is down"));
  }

  /** The model calls a tool; its id is that of the call. */
  Timeline callsTool(long millis, String id) {
    ToolCall call = new ToolCall(id, "free_rooms", "{}");
    return until(millis).happens(new Event.ToolCalled(now(), answer(), call));
  }

  Timeline toolReturns(long millis, String id, String result) {
    return toolReturns(millis, answer(), id, result);
  }

  Timeline toolReturns(long millis, long answer, String id, String result) {
    return until(millis).happens(new Event.ToolReturned(now(), answer, id, result));
  }

  /** The tool that ends calls was run. */
  Timeline endAsked(long millis, String id) {
    return until(millis).happens(new Event.EndAsked(now(), answer(), id, null));
  }

  /** The tool that puts callers through was run. */
  Timeline transferAsked(long millis, String id, String to) {
    return until(millis).happens(new Event.EndAsked(now(), answer(), id, to));
  }

  // ---- the voice

  Timeline audioArrives(long millis) {
    return until(millis).happens(new Event.AudioArrived(now(), answer()));
  }

  Timeline synthesised(long millis, long clause) {
    return until(millis).happens(new Event.ClauseSynthesised(now(), answer(), clause));
  }

  Timeline synthesisFails(long millis) {
    return until(millis).happens(new Event.SynthesisFailed(now(), answer(), "the voice is down"));
  }

  Timeline audible(long millis) {
    return audioArrives(millis).happens(new Event.PlayoutStarted(now(), answer()));
  }

  Timeline runsDry(long millis) {
    return until(millis).happens(new Event.RanDry(now(), answer()));
  }

  Timeline allSent(long millis, long doneMillis) {
    return until(millis).happens(new Event.AllSent(now(), answer(), doneMillis * MILLI));
  }

  Timeline played(long millis, String heard) {
    return until(millis).happens(new Event.PlayoutEnded(now(), answer(), heard));
  }

  Timeline disclosurePlayed(long millis) {
    return until(millis).happens(new Event.PlayoutEnded(now(), 1, rules.disclosure()));
  }

  Timeline lineBack(long millis) {
    return until(millis).happens(new Event.LineBack(now()));
  }

  /** A whole answer, its text at once, audible 100 ms later. */
  Timeline answers(long millis, String text) {
    text(millis, text).textOver(millis).audible(millis + 100);
    return synthesised(millis + 100, all(Command.Speak.class).getLast().clause());
  }

  /** What will have been heard of an answer that is cut from now on. */
  Timeline hearing(String heard) {
    heardWhenCut = heard;
    return this;
  }

  // ---- what came of it

  State state() {
    return state;
  }

  long answer() {
    return last(Command.BeginAnswer.class).answer();
  }

  private long utterance() {
    return last(Command.StartUtterance.class).utterance();
  }

  private long finish() {
    return last(Command.FinishUtterance.class).finish();
  }

  <C extends Command> C last(Class<C> type) {
    List<C> all = all(type);
    if (all.isEmpty()) {
      throw new AssertionError("no " + type.getSimpleName() + " among " + issued);
    }
    return all.getLast();
  }

  <C extends Command> List<C> all(Class<C> type) {
    return issued.stream().map(Issued::command).filter(type::isInstance).map(type::cast).toList();
  }

  /** When commands of that kind were given. */
  List<Long> times(Class<? extends Command> type) {
    return issued.stream().filter(i -> type.isInstance(i.command())).map(Issued::millis).toList();
  }

  List<Command> commands() {
    return issued.stream().map(Issued::command).toList();
  }

  <N extends Command.Notice> List<N> told(Class<N> type) {
    return all(Command.Tell.class).stream()
        .map(Command.Tell::notice)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** "5060 LOWERED": when the bot's voice was changed, and how. */
  List<String> voices() {
    List<String> all = new ArrayList<>();
    for (Issued i : issued) {
      if (i.command() instanceof Command.SetVoice c) {
        all.add(i.millis() + " " + c.voice());
      } else if (i.command() instanceof Command.CutAnswer) {
        all.add(i.millis() + " CUT");
      }
    }
    return all;
  }

  List<Command.Verdict> verdicts() {
    return told(Command.Notice.OverlapJudged.class).stream()
        .map(Command.Notice.OverlapJudged::verdict)
        .toList();
  }

  /** The caller's last words in each request to the model. */
  List<String> asked() {
    return all(Command.Generate.class).stream().map(Timeline::lastQuestion).toList();
  }

  private static String lastQuestion(Command.Generate asked) {
    String last = "";
    for (Line line : asked.context()) {
      if (line instanceof Line.CallerSaid said) {
        last = said.text();
      }
    }
    return last;
  }

  List<String> turns() {
    return told(Command.Notice.TurnHeard.class).stream()
        .map(Command.Notice.TurnHeard::text)
        .toList();
  }

  /** Clauses given to the voice, the disclosure left out. */
  List<String> spoken() {
    return all(Command.Speak.class).stream()
        .map(Command.Speak::text)
        .filter(text -> !text.equals(rules.disclosure()))
        .toList();
  }

  List<Command.Outcome> outcomes() {
    return told(Command.Notice.AnswerOver.class).stream()
        .filter(over -> over.turn() > 0)
        .map(Command.Notice.AnswerOver::outcome)
        .toList();
  }

  List<String> troubles() {
    return told(Command.Notice.Trouble.class).stream().map(Command.Notice.Trouble::code).toList();
  }

  /** "model first token 200" for each part of the last answer's latency, ms. */
  List<String> latency() {
    return told(Command.Notice.Latency.class).getLast().segments().stream()
        .map(Timeline::segment)
        .toList();
  }

  private static String segment(Segment segment) {
    return segment.name() + " " + segment.nanos() / MILLI;
  }

  long gap() {
    return told(Command.Notice.Latency.class).getLast().gapNanos() / MILLI;
  }

  /** The context after the disclosure. */
  List<String> context() {
    List<String> lines = lines(state.context());
    return lines.isEmpty() ? lines : lines.subList(1, lines.size());
  }

  /** The context of the last request to the model, after the disclosure. */
  List<String> lastAsked() {
    List<String> lines = lines(last(Command.Generate.class).context());
    return lines.subList(1, lines.size());
  }

  private static List<String> lines(List<Line> context) {
    return context.stream().map(Timeline::line).toList();
  }

  private static String line(Line line) {
    return switch (line) {
      case Line.CallerSaid l -> "caller: " + l.text();
      case Line.BotSaid l -> (l.interrupted() ? "bot, cut: " : "bot: ") + l.text();
      case Line.ToolUsed l -> "tool: " + l.result();
    };
  }
}
