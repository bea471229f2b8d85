package dev.parley.gateway.simulate;

import dev.parley.gateway.simulate.EarTrack.Stretch;
import dev.parley.gateway.simulate.Scenario.UserUtterance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws a run as text: who sounds when, and what happened. */
public final class TimelineText {
  private static final int LABEL = 8;
  private static final long[] SCALES = {20, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000};
  private static final long MARGIN_MILLIS = 500;

  private record Happening(long at, String what) {}

  private final Result result;
  private final int columns;
  private final long untilMillis;
  private final long millisPerColumn;

  private TimelineText(Result result, int columns) {
    this.result = result;
    this.columns = columns - LABEL - 1;
    this.untilMillis = lastMillis(result);
    long scale = SCALES[SCALES.length - 1];
    for (int i = SCALES.length - 1; i >= 0; i--) {
      if (SCALES[i] * this.columns >= untilMillis) {
        scale = SCALES[i];
      }
    }
    this.millisPerColumn = scale;
  }

  /** Lines for people; {@code columns} is the width of their screen. */
  public static List<String> of(Result result, int columns) {
    return new TimelineText(result, columns).lines();
  }

  private static long lastMillis(Result result) {
    long last = 0;
    for (UserUtterance u : result.scenario().user()) {
      last = Math.max(last, u.endMillis());
    }
    for (Result.BotAudio audio : result.botAudio()) {
      last = Math.max(last, audio.end());
    }
    for (Result.AnswerEnd end : result.answers()) {
      last = Math.max(last, end.at());
    }
    return Math.min(last + MARGIN_MILLIS, result.scenario().untilMillis());
  }

  private List<String> lines() {
    Scenario scenario = result.scenario();
    List<String> lines = new ArrayList<>();
    lines.add(
        scenario.name()
            + (scenario.why().isEmpty() ? "" : ": " + scenario.why())
            + (scenario.canPause() ? "" : " (phone stream)"));
    lines.add(label("") + ruler());
    lines.add(label("caller") + caller());
    lines.add(label("bot") + bot());
    lines.add(label("model") + model());
    lines.add(label("") + "bot # full voice  - lowered  . held    model m writes  x thrown away");
    happenings().forEach(h -> lines.add(seconds(h.at()) + "  " + h.what()));
    return lines;
  }

  private static String label(String name) {
    return String.format(Locale.ROOT, "%-" + LABEL + "s", name);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%7.3f", millis / 1000.0);
  }

  private String ruler() {
    char[] row = row();
    // a label needs four columns
    long step = 1_000;
    while (step / millisPerColumn < 5) {
      step *= step == 1_000 || step == 10_000 ? 5 : 2;
    }
    for (long at = 0; at <= untilMillis; at += step) {
      String second = at / 1000 + "s";
      int column = (int) (at / millisPerColumn);
      for (int i = 0; i < second.length() && column + i < row.length; i++) {
        row[column + i] = second.charAt(i);
      }
    }
    return text(row);
  }

  private String caller() {
    char[] row = row();
    for (UserUtterance u : result.scenario().user()) {
      fill(
          row,
          u.startMillis(),
          Math.max(u.endMillis(), u.startMillis() + 1),
          u.typed() ? 't' : '=');
    }
    return text(row);
  }

  private String bot() {
    char[] row = row();
    for (Result.BotAudio audio : result.botAudio()) {
      fill(row, audio.start(), audio.end(), '#');
    }
    for (Stretch low : result.lowered()) {
      fill(row, low.start(), low.end(), '-');
    }
    for (Result.BotAudio audio : result.botAudio()) {
      for (Stretch gap : audio.gaps()) {
        fill(row, gap.start(), gap.end(), '.');
      }
    }
    return text(row);
  }

  private String model() {
    char[] row = row();
    for (Result.ModelCall call : result.modelCalls()) {
      fill(row, call.at(), Math.max(call.ended(), call.at() + 1), call.discarded() ? 'x' : 'm');
    }
    return text(row);
  }

  private List<Happening> happenings() {
    List<Happening> all = new ArrayList<>();
    for (UserUtterance u : result.scenario().user()) {
      String what = u.text().isBlank() ? "makes a sound" : "\"" + u.text() + "\"";
      all.add(
          new Happening(
              u.startMillis(),
              u.typed()
                  ? "caller types " + what
                  : "caller " + what + " until " + seconds(u.endMillis()).strip()));
    }
    for (Result.Overlap o : result.overlaps()) {
      all.add(
          new Happening(
              o.at(),
              verdict(o.verdict())
                  + String.format(Locale.ROOT, " (interruption p=%.2f)", o.probability())));
    }
    result
        .answers()
        .forEach(e -> all.add(new Happening(e.at(), "turn " + e.turn() + " " + e.outcome())));
    result.userTurns().forEach(u -> all.add(new Happening(u.at(), "turn \"" + u.text() + "\"")));
    for (Result.ModelCall c : result.modelCalls()) {
      all.add(
          new Happening(
              c.at(),
              "model asked \"" + c.lastUser() + "\"" + (c.discarded() ? ", thrown away" : "")));
    }
    result.toolRuns().forEach(t -> all.add(new Happening(t.at(), "tool " + t.name())));
    for (Result.BotAudio a : result.botAudio()) {
      all.add(new Happening(a.start(), "bot \"" + a.text().strip() + "\"" + heard(a)));
    }
    for (Result.Latency l : result.latency()) {
      String parts =
          l.segments().stream()
              .filter(s -> s.millis() > 0)
              .map(s -> s.name() + " " + s.millis())
              .collect(Collectors.joining(", "));
      all.add(
          new Happening(
              l.at(), "turn " + l.turn() + " answered after " + l.gapMillis() + " ms: " + parts));
    }
    all.sort(Comparator.comparingLong(Happening::at));
    return all;
  }

  private static String heard(Result.BotAudio audio) {
    return audio.interrupted() ? ", heard \"" + audio.heardText().strip() + "\"" : "";
  }

  private static String verdict(String verdict) {
    return switch (verdict) {
      case "yielded" -> "bot lowers its voice";
      case "went_on" -> "bot goes on";
      case "held" -> "bot holds";
      case "took_floor" -> "interrupted";
      default -> "ignored";
    };
  }

  private char[] row() {
    char[] row = new char[columns];
    Arrays.fill(row, ' ');
    return row;
  }

  private void fill(char[] row, long start, long end, char with) {
    int from = (int) (start / millisPerColumn);
    int to = (int) ((end - 1) / millisPerColumn);
    for (int i = from; i <= to && i < row.length; i++) {
      row[i] = with;
    }
  }

  private static String text(char[] row) {
    return String.valueOf(row).stripTrailing();
  }
}
