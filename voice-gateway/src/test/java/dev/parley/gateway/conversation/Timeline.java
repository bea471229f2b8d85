package dev.parley.gateway.conversation;

import dev.parley.gateway.conversation.Event.Heard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation in virtual time: what happens is told in milliseconds, due timers fire in between.
 */
final class Timeline {
  private static final long MILLI = 1_000_000;

  final Conversation conversation;
  final List<Command> commands = new ArrayList<>();
  private final Map<Timer, Command.SetTimer> timers = new EnumMap<>(Timer.class);
  private long nowMillis;

  Timeline() {
    this(600);
  }

  Timeline(long pauseMillis) {
    conversation = new Conversation(TurnRules.standard(), text -> pauseMillis * MILLI);
  }

  /** Lets time pass; timers that come due fire. */
  Timeline until(long millis) {
    while (true) {
      Command.SetTimer next = null;
      for (Command.SetTimer t : timers.values()) {
        if (t.atNanos() <= millis * MILLI && (next == null || t.atNanos() < next.atNanos())) {
          next = t;
        }
      }
      if (next == null) {
        nowMillis = millis;
        return this;
      }
      timers.remove(next.timer());
      nowMillis = Math.max(nowMillis, next.atNanos() / MILLI);
      happens(new Event.TimerFired(nowMillis * MILLI, next.timer(), next.serial()));
    }
  }

  private Timeline happens(Event event) {
    for (Command command : conversation.on(event)) {
      commands.add(command);
      if (command instanceof Command.SetTimer t) {
        timers.put(t.timer(), t);
      }
    }
    return this;
  }

  private long now() {
    return nowMillis * MILLI;
  }

  /** Opens the call and plays the disclosure to its end. */
  Timeline disclosed(long millis) {
    until(0).happens(new Event.Opened(now()));
    until(millis)
        .happens(new Event.PlayoutEnded(now(), answer(), TurnRules.standard().disclosure()));
    return this;
  }

  Timeline opened() {
    return until(0).happens(new Event.Opened(now()));
  }

  Timeline voiceFrom(long millis) {
    return until(millis + 60).happens(new Event.SpeechStarted(now(), millis * MILLI));
  }

  Timeline voiceTo(long millis) {
    return until(millis + 200).happens(new Event.SpeechEnded(now(), millis * MILLI));
  }

  Timeline partial(long millis, String text) {
    return until(millis).happens(new Event.Partial(now(), utterance(), text, 0));
  }

  Timeline heard(long millis, String text) {
    return until(millis).happens(new Event.Final(now(), utterance(), finish(), Heard.WORDS, text));
  }

  Timeline heard(long millis, Heard heard) {
    return until(millis).happens(new Event.Final(now(), utterance(), finish(), heard, ""));
  }

  Timeline typed(long millis, String text) {
    return until(millis).happens(new Event.Typed(now(), text));
  }

  Timeline says(long millis, String text) {
    return until(millis).happens(new Event.TextDelta(now(), answer(), text));
  }

  Timeline saysNoMore(long millis) {
    return until(millis).happens(new Event.GenerationEnded(now(), answer()));
  }

  Timeline modelFails(long millis) {
    return until(millis)
        .happens(new Event.GenerationFailed(now(), answer(), "language model: DOWN"));
  }

  Timeline audioArrives(long millis) {
    return until(millis).happens(new Event.AudioArrived(now(), answer()));
  }

  Timeline audible(long millis) {
    return until(millis).happens(new Event.PlayoutStarted(now(), answer()));
  }

  Timeline playedToTheEnd(long millis, String heard) {
    return until(millis).happens(new Event.PlayoutEnded(now(), answer(), heard));
  }

  /** A whole answer of one sentence, audible 100 ms after {@code millis}. */
  Timeline answers(long millis, String text) {
    return says(millis, text).saysNoMore(millis).audioArrives(millis + 50).audible(millis + 100);
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
      throw new AssertionError("no " + type.getSimpleName() + " among " + commands);
    }
    return all.getLast();
  }

  <C extends Command> List<C> all(Class<C> type) {
    return commands.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <N extends Command.Notice> List<N> told(Class<N> type) {
    return all(Command.Tell.class).stream()
        .map(Command.Tell::notice)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  List<String> context() {
    return conversation.context().stream()
        .map(line -> (line.speaker() == Line.Speaker.CALLER ? "caller: " : "bot: ") + line.text())
        .toList();
  }
}
