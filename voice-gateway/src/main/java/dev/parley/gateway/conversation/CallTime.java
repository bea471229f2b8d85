package dev.parley.gateway.conversation;

/**
 * What is due because time has passed: to say once more that this is a machine, to ask a caller who
 * has gone silent, to end a call. It waits for a pause, or comes in place of the next answer.
 */
final class CallTime {
  static final String SILENT_FOR_LONG = "nobody said anything any more";
  static final String LASTED_LONG = "the call has lasted as long as it may";

  /** How often a silent caller is asked before the call ends. */
  private static final int QUESTIONS = 1;

  private CallTime() {}

  static void opened(Move m) {
    long longest = m.rules.ending().longestCallNanos();
    if (longest > 0 && m.bot instanceof Bot.Waiting) {
      m.arm(Timer.LONGEST, m.nanos + longest);
    }
    BotTurn.disclose(m);
  }

  /** After every event. */
  static void whenQuiet(Move m) {
    boolean quiet =
        !m.isOver()
            && m.bot instanceof Bot.Waiting
            && m.caller instanceof Caller.Silent
            && m.kept == null
            && m.keys.isEmpty()
            && m.draft == null;
    long idle = m.rules.ending().idleNanos();
    if (!quiet) {
      m.disarm(Timer.IDLE);
    } else if (m.reminderDue) {
      BotTurn.disclose(m);
    } else if (m.endDue) {
      BotTurn.say(m, m.rules.ending().timeIsUp(), Parting.hangUp(LASTED_LONG));
    } else if (idle > 0 && !m.isArmed(Timer.IDLE)) {
      m.arm(Timer.IDLE, m.nanos + idle);
    }
  }

  static void silentForLong(Move m) {
    boolean asksAgain = m.silences++ < QUESTIONS;
    Ending ending = m.rules.ending();
    BotTurn.say(
        m,
        asksAgain ? ending.areYouThere() : ending.goodbye(),
        asksAgain ? null : Parting.hangUp(SILENT_FOR_LONG));
  }

  /** The answer or the question under way may come to its end, but not for ever. */
  static void lastedLong(Move m) {
    if (m.endDue) {
      m.hangUp(LASTED_LONG);
      return;
    }
    m.endDue = true;
    m.arm(Timer.LONGEST, m.nanos + m.rules.ending().graceNanos());
  }
}
