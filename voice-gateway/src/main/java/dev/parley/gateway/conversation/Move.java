package dev.parley.gateway.conversation;

import dev.parley.gateway.conversation.Command.Notice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One transition under way: the state as it changes, and the commands so far. Mutable, made for one
 * event and gone after it.
 */
final class Move {
  /** A conversation that long has changed its subject. */
  private static final int MAX_LINES = 400;

  final TurnRules rules;
  final TurnPolicy policy;
  final long nanos;

  Caller caller;
  Bot bot;
  @Nullable Answer draft;
  @Nullable Kept kept;
  final List<Line> context;
  final List<Errand> errands;
  long turn;
  int drafts;
  boolean reminderDue;
  @Nullable Due endDue;
  Keys keys;
  @Nullable Farewell farewell;
  int silences;

  private final Phase phaseBefore;
  private final Map<Timer, Long> armed = new EnumMap<>(Timer.class);
  private final List<Command> commands = new ArrayList<>();
  private long utterances;
  private long finishes;
  private long answers;
  private long serial;
  private boolean isOver;

  Move(TurnRules rules, State before, long nanos) {
    this.rules = rules;
    this.policy = rules.policy();
    this.nanos = nanos;
    caller = before.caller();
    bot = before.bot();
    draft = before.draft();
    kept = before.kept();
    context = new ArrayList<>(before.context());
    errands = new ArrayList<>(before.errands());
    armed.putAll(before.armed());
    reminderDue = before.reminderDue();
    endDue = before.endDue();
    keys = before.keys();
    farewell = before.farewell();
    silences = before.silences();
    phaseBefore = before.phase();
    turn = before.counters().turn();
    drafts = before.counters().drafts();
    utterances = before.counters().utterance();
    finishes = before.counters().finish();
    answers = before.counters().answer();
    serial = before.counters().serial();
  }

  Step done() {
    if (context.size() > MAX_LINES) {
      context.subList(0, context.size() - MAX_LINES).clear();
    }
    State after =
        new State(
            caller,
            bot,
            draft,
            kept,
            context,
            errands,
            armed,
            reminderDue,
            endDue,
            keys,
            isOver,
            farewell,
            silences,
            new State.Counters(turn, utterances, finishes, answers, serial, drafts));
    if (after.phase() != phaseBefore) {
      tell(new Notice.StateChanged(after.phase()));
    }
    return new Step(after, commands);
  }

  void add(Command command) {
    commands.add(command);
  }

  void tell(Notice notice) {
    add(new Command.Tell(notice));
  }

  void hangUp(String reason) {
    isOver = true;
    add(new Command.HangUp(reason));
  }

  void part(Parting parting) {
    if (parting.transferTo() == null) {
      hangUp(parting.reason());
    } else {
      isOver = true;
      add(new Command.Transfer(parting.transferTo(), parting.reason()));
    }
  }

  boolean isOver() {
    return isOver;
  }

  // ---- timers

  void arm(Timer timer, long atNanos) {
    armed.put(timer, ++serial);
    add(new Command.SetTimer(timer, serial, atNanos));
  }

  void disarm(Timer... timers) {
    for (Timer timer : timers) {
      armed.remove(timer);
    }
  }

  boolean isArmed(Timer timer) {
    return armed.containsKey(timer);
  }

  /** false for one that was replaced or isn't awaited any more. */
  boolean comes(Event.TimerFired e) {
    return armed.remove(e.timer(), e.serial());
  }

  // ---- numbers

  long nextUtterance() {
    return ++utterances;
  }

  long nextFinish() {
    return ++finishes;
  }

  long nextAnswer() {
    return ++answers;
  }

  // ---- the caller's utterance

  @Nullable Utterance utterance() {
    return switch (caller) {
      case Caller.Silent c -> null;
      case Caller.Sounding c -> c.utterance();
      case Caller.Pausing c -> c.utterance();
    };
  }

  @Nullable Overlap overlap() {
    Utterance current = utterance();
    return current == null ? null : current.overlap();
  }

  void put(Utterance changed) {
    caller =
        switch (caller) {
          case Caller.Silent c -> c;
          case Caller.Sounding c -> new Caller.Sounding(changed);
          case Caller.Pausing c -> new Caller.Pausing(changed, c.pause());
        };
  }

  // ---- the bot's answer

  /** The answer that the bot has the floor for, or is saying; null while it has none. */
  @Nullable Answer current() {
    return switch (bot) {
      case Bot.Waiting b -> null;
      case Bot.Disclosing b -> b.answer();
      case Bot.Answering b -> b.answer();
      case Bot.Stopping b -> null;
    };
  }

  boolean isDraft(long answer) {
    return draft != null && draft.id() == answer;
  }

  /** The draft or the current answer, if it is that one: what else comes of others is nothing. */
  @Nullable Answer find(long answer) {
    Answer current = current();
    if (current != null && current.id() == answer) {
      return current;
    }
    return isDraft(answer) ? draft : null;
  }

  void put(Answer changed) {
    if (isDraft(changed.id())) {
      draft = changed;
      return;
    }
    bot =
        switch (bot) {
          case Bot.Waiting b -> b;
          case Bot.Disclosing b -> new Bot.Disclosing(changed, b.tries());
          case Bot.Answering b -> new Bot.Answering(changed, b.voice());
          case Bot.Stopping b -> b;
        };
  }

  /** Words said before, and these. */
  String afterKept(String words) {
    Kept before = kept;
    return before == null ? words : join(before.words(), words);
  }

  static String join(String before, String after) {
    return before.isEmpty() ? after : after.isEmpty() ? before : before + " " + after;
  }
}
