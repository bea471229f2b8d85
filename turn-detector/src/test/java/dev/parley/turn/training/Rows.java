package dev.parley.turn.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of made-up conversations, as short as a corpus may have them. */
final class Rows {
  private Rows() {}

  /** The other takes over. */
  static PauseRow shift() {
    return pause("hall", 0, 1, "shift", 0, 0);
  }

  /** The speaker goes on, having finished an utterance. */
  static PauseRow hold(double resumedAfter) {
    return pause("hall", 0, 1, "hold", resumedAfter, 0);
  }

  /** The speaker goes on inside an utterance. */
  static PauseRow unfinished(double resumedAfter) {
    return pause("hall", 0, 1, "hold", resumedAfter, 1);
  }

  /** An unfinished hold of 2.4 s after {@code turn} seconds. */
  static PauseRow unfinishedAfter(double turn) {
    return pause("hall", 0, turn, "hold", 2.4, 1);
  }

  static PauseRow shiftIn(String conversation, int fold) {
    return pause(conversation, fold, 1, "shift", 0, 0);
  }

  private static PauseRow pause(
      String conversation,
      int fold,
      double turn,
      String label,
      double resumedAfter,
      double isUnfinished) {
    Map<String, Object> row = new HashMap<>();
    row.put("conv", conversation);
    row.put("user", "A");
    row.put("caller", "caller of " + conversation);
    row.put("fold", (double) fold);
    row.put("p0", 20.0);
    row.put("label", label);
    row.put("own_gap", resumedAfter);
    row.put("inc", isUnfinished);
    row.put("words", List.of("two", "nights"));
    row.put("durs", List.of(0.3, 0.4));
    row.put("ipu_words", 2.0);
    row.put("ipu_dur", 0.7);
    row.put("turn_words", 2.0);
    row.put("turn_dur", turn);
    row.put("oth_prev", List.of("how", "long"));
    return new PauseRow(new Row(row));
  }

  /** {@code label} as a corpus calls it. */
  static OverlapRow overlap(String label) {
    return overlap(label, 1);
  }

  /** A sound of 0.5 s after the bot has talked for {@code botTurn} seconds. */
  static OverlapRow overlap(String label, double botTurn) {
    Map<String, Object> row = new HashMap<>();
    row.put("conv", "hall");
    row.put("user", "A");
    row.put("caller", "caller of hall");
    row.put("fold", 0.0);
    row.put("t0", 10.0);
    row.put("label", label);
    row.put("dur", 0.5);
    row.put("bot_since", botTurn);
    row.put("bot_left", 1.0);
    row.put("bot_nwords", 4.0);
    row.put("bot_words", List.of("breakfast", "is"));
    row.put("own_since", 6.0);
    row.put("hist_bc", 0.0);
    row.put("hist_int", 0.0);
    row.put("words", List.of(List.of(0.0, 0.5, "please")));
    row.put("ipus", List.of(List.of(0.0, 0.5)));
    return new OverlapRow(new Row(row));
  }
}
