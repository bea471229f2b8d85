package dev.parley.gateway.conversation;

/**
 * What is due because time has passed: to say once more that this is a machine, to ask a caller who
 * has gone silent, to end a call. It waits for a pause, or comes in place of the next answer.
 */
final class CallTime {
  private static final String SILENT_FOR_LONG = "nobody said anything any more";
  private static final String LASTED_LONG = "the call has lasted as long as it may";
  private static final String STOPPED = "the gateway is stopping";

  private static final long STOP_GRACE_NANOS = 10_000_000_000L;

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
    } else if (m.endDue != null) {
      BotTurn.say(m, m.endDue.sentence(), Parting.hangUp(m.endDue.reason()));
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
    if (m.endDue != null) {
      m.hangUp(m.endDue.reason());
      return;
    }
    Ending ending = m.rules.ending();
    endSoon(m, new Due(ending.timeIsUp(), LASTED_LONG), ending.graceNanos());
  }

  /** Nobody is to be cut off, but nobody is waited for long either. */
  static void stopping(Move m) {
    if (!m.isOver()) {
      endSoon(m, new Due(m.rules.ending().stopping(), STOPPED), STOP_GRACE_NANOS);
    }
  }

  private static void endSoon(Move m, Due due, long graceNanos) {
    m.endDue = due;
    m.arm(Timer.LONGEST, m.nanos + graceNanos);
  }
}
