package dev.parley.turn.training;

import dev.parley.turn.model.Pace;
import dev.parley.turn.model.PauseMoment;

/** A pause in somebody's turn: it goes on, or the other takes over. */
final class PauseRow {
  enum Label {
    SHIFT,
    /** The speaker goes on, having finished an utterance. */
    HOLD,
    /** The speaker goes on inside an utterance. */
    UNFINISHED_HOLD
  }

  final String conversation;
  final String speaker;
  final String caller;
  final int fold;
  final double start;
  final Label label;

  /** When the speaker goes on, for labels and for leaving pauses that are over. */
  final double resumedAfter;

  /** How the speaker took turns before in this conversation; set once all rows are read. */
  Pace pace = new Pace();

  private final String[] words;
  private final double[] durations;
  private final double stretch;
  private final int stretchWords;
  final double turn;
  final int turnWords;
  private final String[] before;

  PauseRow(Row row) {
    conversation = row.text("conv");
    speaker = row.text("user");
    caller = row.text("caller");
    fold = (int) row.number("fold");
    start = row.number("p0");
    boolean shift = row.text("label").equals("shift");
    label = shift ? Label.SHIFT : row.number("inc", 0) == 1 ? Label.UNFINISHED_HOLD : Label.HOLD;
    resumedAfter = shift ? Double.POSITIVE_INFINITY : row.number("own_gap");
    words = row.texts("words");
    durations = row.numbers("durs");
    // "first" is not read: in stretches of one or two words it tells words after the pause
    stretch = row.number("ipu_dur");
    stretchWords = (int) row.number("ipu_words");
    turn = row.number("turn_dur");
    turnWords = (int) row.number("turn_words");
    before = row.texts("oth_prev");
  }

  /** What was known {@code at} seconds into the pause, words being {@code lag} seconds late. */
  void fill(PauseMoment m, double at, double lag) {
    double unheard = Math.min(Math.max(0, lag - at), turn);
    int known = words.length;
    double after = 0;
    int last = durations.length - 1;
    while (known > 0 && after < unheard - 1e-9) {
      after += last >= 0 ? durations[last--] : TYPICAL_WORD;
      known--;
    }
    int missing = words.length - known;
    // words before the kept ones are older than any recogniser is late, unless it tells nothing
    int earlier = unheard < turn ? Math.max(0, turnWords - words.length) : 0;
    m.said.clear();
    // the count must tell whether the beginning of the turn is among the words
    m.said.skip(earlier);
    for (int i = 0; i < known; i++) {
      m.said.add(words[i]);
    }
    m.before.clear();
    for (String word : before) {
      m.before.add(word);
    }
    m.sincePause = (float) at;
    m.unheard = (float) unheard;
    m.lastWord = missing == 0 && last >= 0 ? (float) durations[last] : PauseMoment.UNKNOWN;
    m.wordBefore = missing == 0 && last >= 1 ? (float) durations[last - 1] : PauseMoment.UNKNOWN;
    m.stretch = (float) stretch;
    m.turn = (float) turn;
    m.turnWords = known + earlier;
    m.stretchWords = Math.max(0, Math.min(stretchWords - missing, m.turnWords));
    pace.fill(m);
  }

  private static final double TYPICAL_WORD = 0.3;
}
