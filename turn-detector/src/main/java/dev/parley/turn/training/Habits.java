package dev.parley.turn.training;

import dev.parley.turn.model.Habit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each caller's sounds had been like before: only those that were over are counted. */
final class Habits {
  private Habits() {}

  static void fill(List<OverlapRow> rows) {
    Map<SpokenWord.Line, List<OverlapRow>> bySpeaker = new HashMap<>();
    for (OverlapRow row : rows) {
      bySpeaker
          .computeIfAbsent(
              new SpokenWord.Line(row.conversation, row.speaker), k -> new ArrayList<>())
          .add(row);
    }
    for (List<OverlapRow> own : bySpeaker.values()) {
      own.sort(Comparator.comparingDouble(r -> r.onset));
      Habit habit = new Habit();
      int counted = 0;
      for (OverlapRow row : own) {
        while (own.get(counted).isOverBefore(row.onset)) {
          OverlapRow over = own.get(counted++);
          if (over.firstVoice() > 0) {
            habit.sounded(over.onset, over.firstVoice());
          }
        }
        row.usualSound = habit.usualSeconds();
        row.longShare = habit.longShare();
        row.sinceLastSound = habit.sinceLast(row.onset);
      }
    }
  }
}
