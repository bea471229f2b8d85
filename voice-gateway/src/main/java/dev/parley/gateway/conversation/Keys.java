package dev.parley.gateway.conversation;

/**
 * Keys that the caller presses, one at a time. They are one turn when '#' is pressed, when there
 * are many, or when no other follows soon.
 *
 * @param pressed so far
 * @param lastNanos when the last was
 */
record Keys(String pressed, long lastNanos) {
  static final Keys NONE = new Keys("", 0);

  private static final char END = '#';
  private static final int MOST = 32;

  boolean isEmpty() {
    return pressed.isEmpty();
  }

  static void pressed(Move m, Event.KeyPressed e) {
    if (m.rules.keysInterrupt() && m.bot instanceof Bot.Answering answering) {
      BotTurn.cut(m, answering.answer());
    }
    if (e.key() == END && !m.keys.isEmpty()) {
      over(m);
      return;
    }
    m.keys = new Keys(m.keys.pressed + e.key(), e.nanos());
    if (m.keys.pressed.length() == MOST) {
      over(m);
    } else {
      m.arm(Timer.KEYS, e.nanos() + m.rules.keysNanos());
    }
  }

  static void over(Move m) {
    Keys all = m.keys;
    m.keys = NONE;
    m.disarm(Timer.KEYS);
    if (m.rules.keysInterrupt() || !(m.bot instanceof Bot.Answering)) {
      CallerTurn.typed(m, new Event.Typed(all.lastNanos, all.words()));
    } else {
      m.kept = new Kept(m.afterKept(all.words()), Spoken.at(all.lastNanos));
    }
  }

  /** For the model and the screen: "[pressed 1 2 3]". Zero alone is the operator's everywhere. */
  private String words() {
    if (pressed.equals("0")) {
      return "[pressed 0 for a human]";
    }
    return "[pressed " + String.join(" ", pressed.split("")) + "]";
  }
}
