package dev.parley.turn.training;

import java.util.List;
import java.util.Locale;

/** The charts of an evaluation. */
final class EvaluationPlots {
  // light to dark: the later, the surer
  private static final String[] MOMENT_COLOURS = {"#9cc5e8", "#5a9bd4", "#2368ae", "#0b3c6f"};
  private static final String MODEL = "#2368ae";
  private static final String PALE = "#5a9bd4";
  private static final String TIMER = "#d1603d";
  private static final double LONGEST_DELAY = 2.5;
  private static final double MOST_CUT = 0.20;

  private EvaluationPlots() {}

  static Chart roc(OverlapEvaluation e) {
    Chart chart =
        new Chart(
            "Stopping for interruptions: hits against false stops",
            e.file() + ", words 0.3 s late",
            Chart.Axis.percent("other sounds that would stop the bot (%)", 1, 0.2),
            Chart.Axis.percent("interruptions that would stop the bot (%)", 1, 0.2));
    chart.guide(List.of(new Point(0, 0), new Point(1, 1)));
    chart.note("Model, after the onset (AUC)");
    List<OverlapEvaluation.Moment> moments = e.moments();
    for (int i = 0; i < moments.size(); i++) {
      OverlapEvaluation.Moment m = moments.get(i);
      chart.line(
          String.format(Locale.ROOT, "%.1f s  (%.3f)", m.seconds(), m.auc()),
          MOMENT_COLOURS[i],
          Chart.Stroke.SOLID,
          m.ranking().curve());
    }
    chart.note("Simple rules, same colours");
    chart.markLegend(Chart.Mark.CIRCLE, "still speaking");
    chart.markLegend(Chart.Mark.DIAMOND, "two words");
    for (int i = 0; i < moments.size(); i++) {
      for (OverlapEvaluation.RuleFigures f : moments.get(i).rules()) {
        if (f.rule() != OverlapEvaluation.Rule.ANY_SOUND) {
          chart.mark(
              f.rule() == OverlapEvaluation.Rule.TWO_WORDS ? Chart.Mark.DIAMOND : Chart.Mark.CIRCLE,
              MOMENT_COLOURS[i],
              new Point(f.falseStops(), f.recall()));
        }
      }
    }
    return chart;
  }

  static Chart delay(PauseEvaluation e) {
    return new Chart(
            "Ending a turn: delay against turns cut short",
            e.file() + ", no turn is waited for longer than 2.5 s",
            Chart.Axis.percent("unfinished pauses cut (%)", MOST_CUT, 0.05),
            Chart.Axis.number("mean delay of the answer (s)", LONGEST_DELAY, 0.5))
        .line("fixed timer", TIMER, Chart.Stroke.SOLID, e.timerCurve())
        .line("model", MODEL, Chart.Stroke.SOLID, e.delayCurve())
        .line("model, words 0.3 s late", PALE, Chart.Stroke.DASHED, e.delayCurveWithLateWords());
  }

  static Chart reliability(OverlapEvaluation e) {
    Chart chart = reliability("Is a probability of an interruption what it says?", e.file());
    chart.note("After the onset");
    List<OverlapEvaluation.Moment> moments = e.moments();
    for (int i = 0; i < moments.size(); i++) {
      OverlapEvaluation.Moment m = moments.get(i);
      chart.dottedLine(
          String.format(Locale.ROOT, "%.1f s", m.seconds()),
          MOMENT_COLOURS[i],
          m.ranking().reliability());
    }
    return chart.note("Dashed: as it should be");
  }

  static Chart reliability(PauseEvaluation e) {
    return reliability("Is a probability of the end what it says?", e.file())
        .note("0.2 s into the pause")
        .dottedLine("all pauses", PALE, e.all().reliability())
        .dottedLine("without finished holds", MODEL, e.unfinished().reliability())
        .note("Dashed: as it should be");
  }

  private static Chart reliability(String title, String file) {
    Chart chart =
        new Chart(
            title,
            file + ", tenths with at least 20 rows",
            Chart.Axis.percent("probability told (%)", 1, 0.2),
            Chart.Axis.percent("share that came true (%)", 1, 0.2));
    return chart.guide(List.of(new Point(0, 0), new Point(1, 1)));
  }
}
