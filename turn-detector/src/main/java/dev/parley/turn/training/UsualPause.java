package dev.parley.turn.training;

import dev.parley.turn.model.Pace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How each speaker had taken turns before: only pauses and turns that were over when the next pause
 * began are counted.
 */
final class UsualPause {
  private UsualPause() {}

  static void fill(List<PauseRow> rows) {
    Map<SpokenWord.Line, List<PauseRow>> bySpeaker = new HashMap<>();
    for (PauseRow row : rows) {
      bySpeaker
          .computeIfAbsent(
              new SpokenWord.Line(row.conversation, row.speaker), k -> new ArrayList<>())
          .add(row);
    }
    for (List<PauseRow> own : bySpeaker.values()) {
      own.sort(Comparator.comparingDouble(r -> r.start));
      Pace pace = new Pace();
      double over = 0;
      double length = 0;
      for (PauseRow row : own) {
        if (length > 0 && over <= row.start) {
          pace.paused(length);
          length = 0;
        }
        row.pace = pace.copy();
        if (row.label == PauseRow.Label.SHIFT) {
          // the other has spoken before this speaker's next pause
          pace.turned(row.turn, row.turnWords);
        } else {
          length = row.resumedAfter;
          over = row.start + length;
        }
      }
    }
  }
}
