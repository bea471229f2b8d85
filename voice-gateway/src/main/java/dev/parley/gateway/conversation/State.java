package dev.parley.gateway.conversation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a conversation knows.
 *
 * @param draft an answer begun before the caller's turn is over; nothing of it is heard, no tool of
 *     it runs and nothing of it stands in the context until it is
 * @param kept a turn that waits for the floor
 * @param context what the model is told: what the caller said, and what the caller heard
 * @param errands tools at work
 * @param armed the serial of each timer that is awaited
 * @param reminderDue the caller is to hear again that they talk to a machine, before anything else
 *     is said
 * @param endDue the call is to end; null = it may go on
 * @param keys pressed, and more may follow
 * @param isOver the call was hung up; nothing more is done
 * @param farewell that the model last wanted; null = none
 * @param silences after which the bot spoke first, since the caller's last turn
 */
public record State(
    Caller caller,
    Bot bot,
    @Nullable Answer draft,
    @Nullable Kept kept,
    List<Line> context,
    List<Errand> errands,
    Map<Timer, Long> armed,
    boolean reminderDue,
    @Nullable Due endDue,
    Keys keys,
    boolean isOver,
    @Nullable Farewell farewell,
    int silences,
    Counters counters) {

  /**
   * The last of everything that is numbered.
   *
   * @param drafts since the last turn
   */
  record Counters(long turn, long utterance, long finish, long answer, long serial, int drafts) {}

  public State {
    context = List.copyOf(context);
    errands = List.copyOf(errands);
    EnumMap<Timer, Long> timers = new EnumMap<>(Timer.class);
    timers.putAll(armed);
    armed = Collections.unmodifiableMap(timers);
  }

  /** Nothing has happened yet. */
  public static State start() {
    return new State(
        new Caller.Silent(),
        new Bot.Waiting(),
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        false,
        null,
        Keys.NONE,
        false,
        null,
        0,
        new Counters(0, 0, 0, 0, 0, 0));
  }

  public Phase phase() {
    return switch (bot) {
      case Bot.Waiting b -> Phase.LISTENING;
      case Bot.Stopping b -> Phase.LISTENING;
      case Bot.Disclosing b -> Phase.DISCLOSING;
      case Bot.Answering b -> b.answer().audible() ? Phase.SPEAKING : Phase.THINKING;
    };
  }
}
