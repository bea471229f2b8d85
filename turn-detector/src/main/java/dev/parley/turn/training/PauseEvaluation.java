package dev.parley.turn.training;

import dev.parley.turn.model.ThresholdNames;
import dev.parley.turn.model.TurnModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Figures of the pauses of one file. */
final class PauseEvaluation {
  private static final double FIRST = PauseScores.MOMENTS[0];
  private static final double FEW_CUTS = 0.05;
  private static final double[] CURVE_SHARES = {
    .01, .015, .02, .025, .03, .04, .05, .06, .07, .08, .09, .10, .12, .14, .16, .18, .20
  };

  /** Delays in seconds. */
  record Summary(double aucAll, double aucUnfinished, double meanDelayAt5, double timerDelayAt5) {}

  private final String file;
  private final List<PauseRow> rows;
  private final ModelByRow models;
  private final CallPolicy policy;
  private final List<FigureTable> tables = new ArrayList<>();
  private final double[][] scores;
  private final double[][] late;
  private final double[][] untimed;
  private final Ranking all;
  private final Ranking unfinished;

  private PauseEvaluation(String file, List<PauseRow> rows, ModelByRow models, CallPolicy policy) {
    this.file = file;
    this.rows = rows;
    this.models = models;
    this.policy = policy;
    scores = PauseScores.of(models, rows, PauseScores.MOMENTS, 0);
    late = PauseScores.of(models, rows, PauseScores.MOMENTS, OverlapScores.LAG);
    untimed = PauseScores.of(models, rows, PauseScores.MOMENTS, OverlapScores.LAG, false);
    all = ranking(scores[0], r -> true);
    unfinished = ranking(scores[0], PauseEvaluation::isBlamable);
    tables.add(atFirst());
    tables.add(policies());
  }

  static PauseEvaluation of(
      String file, List<PauseRow> rows, ModelByRow models, CallPolicy policy) {
    return new PauseEvaluation(file, rows, models, policy);
  }

  String file() {
    return file;
  }

  List<FigureTable> tables() {
    return tables;
  }

  /** Of all pauses at the first moment. */
  Ranking all() {
    return all;
  }

  /** Without the holds after a finished utterance. */
  Ranking unfinished() {
    return unfinished;
  }

  Summary summary() {
    return new Summary(
        all.auc(),
        unfinished.auc(),
        EndPolicy.atCuts(FEW_CUTS, scores, PauseScores.MOMENTS, rows).meanSeconds(),
        EndPolicy.timerSeconds(FEW_CUTS, rows));
  }

  /** How many rows there are, and by which models they were judged. */
  String heading() {
    long seen = rows.stream().filter(r -> models.isSeen(r.conversation)).count();
    return file + ": " + rows.size() + " pauses" + Evaluation.seen(seen, models);
  }

  /** Mean delay by the share of unfinished holds cut. */
  List<Point> delayCurve() {
    return curve(scores);
  }

  List<Point> delayCurveWithLateWords() {
    return curve(late);
  }

  List<Point> timerCurve() {
    List<Point> points = new ArrayList<>();
    for (double share : CURVE_SHARES) {
      points.add(new Point(share, EndPolicy.timerSeconds(share, rows)));
    }
    return points;
  }

  private List<Point> curve(double[][] by) {
    List<Point> points = new ArrayList<>();
    for (double share : CURVE_SHARES) {
      EndPolicy p = EndPolicy.atCuts(share, by, PauseScores.MOMENTS, rows);
      points.add(new Point(share, p.meanSeconds()));
    }
    return points;
  }

  private FigureTable atFirst() {
    FigureTable table =
        new FigureTable(
            "Is the turn over, 0.2 s into the pause (in brackets: 95 % of resamples by caller)",
            "rows", "AUC", "balanced accuracy", "AUC, words 0.3 s late", "and of unknown length");
    table.rows().add(atFirst("all pauses", all, r -> true));
    table
        .rows()
        .add(atFirst("shifts and unfinished holds", unfinished, PauseEvaluation::isBlamable));
    return table;
  }

  private List<String> atFirst(String what, Ranking r, Predicate<PauseRow> part) {
    return List.of(
        what + ", " + kept(part).length,
        Figures.share(r.auc(), r.aucInterval()),
        Figures.share(balancedAccuracy(scores[0], part)),
        Figures.share(ranking(late[0], part).auc()),
        Figures.share(ranking(untimed[0], part).auc()));
  }

  private FigureTable policies() {
    FigureTable table =
        new FigureTable(
            "From the beginning of the pause to the end of the turn, asked at most every 0.1 s",
            "unfinished holds cut",
            "threshold",
            "mean delay",
            "median",
            "fixed timer",
            "mean, words 0.3 s late",
            "median");
    for (double share : new double[] {0.03, FEW_CUTS, 0.10}) {
      EndPolicy p = EndPolicy.atCuts(share, scores, PauseScores.MOMENTS, rows);
      EndPolicy l = EndPolicy.atCuts(share, late, PauseScores.MOMENTS, rows);
      table.row(
          "at most " + Figures.wholePercent(share),
          Figures.share(p.threshold()),
          Figures.seconds(p.meanSeconds()),
          Figures.seconds(p.medianSeconds()),
          Figures.seconds(EndPolicy.timerSeconds(share, rows)),
          Figures.seconds(l.meanSeconds()),
          Figures.seconds(l.medianSeconds()));
    }
    TurnModel model = models.at(0);
    for (String name : List.of(ThresholdNames.END, ThresholdNames.END_EARLY)) {
      if (model.thresholds().containsKey(name)) {
        float threshold = model.threshold(name, 1);
        EndPolicy p = EndPolicy.at(threshold, scores, PauseScores.MOMENTS, rows);
        EndPolicy l = EndPolicy.at(threshold, late, PauseScores.MOMENTS, rows);
        table.rows().add(cells("the model's " + name, Figures.share(threshold), p, l));
      }
    }
    EndPolicy p = EndPolicy.waiting(policy, scores, PauseScores.MOMENTS, rows);
    EndPolicy l = EndPolicy.waiting(policy, late, PauseScores.MOMENTS, rows);
    table.rows().add(cells("calls, waiting by probability", "", p, l));
    EndPolicy u = EndPolicy.waiting(policy, untimed, PauseScores.MOMENTS, rows);
    table.rows().add(cells("calls, words 0.3 s late and of unknown length", "", u, u));
    return table;
  }

  private List<String> cells(String what, String threshold, EndPolicy p, EndPolicy late) {
    return List.of(
        Figures.percent(p.cutShare()) + ", " + what,
        threshold,
        Figures.seconds(p.meanSeconds()),
        Figures.seconds(p.medianSeconds()),
        Figures.seconds(EndPolicy.timerSeconds(p.cutShare(), rows)),
        Figures.seconds(late.meanSeconds()) + " (" + Figures.percent(late.cutShare()) + " cut)",
        Figures.seconds(late.medianSeconds()));
  }

  private static boolean isBlamable(PauseRow row) {
    return row.label != PauseRow.Label.HOLD;
  }

  /** At the share of shifts among the rows, the natural threshold of a probability. */
  private double balancedAccuracy(double[] by, Predicate<PauseRow> part) {
    int[] kept = kept(part);
    double shifts = 0;
    for (int i : kept) {
      shifts += rows.get(i).label == PauseRow.Label.SHIFT ? 1 : 0;
    }
    double threshold = shifts / kept.length;
    double hits = 0;
    double right = 0;
    for (int i : kept) {
      boolean isShift = rows.get(i).label == PauseRow.Label.SHIFT;
      hits += isShift && by[i] >= threshold ? 1 : 0;
      right += !isShift && by[i] < threshold ? 1 : 0;
    }
    return (hits / shifts + right / (kept.length - shifts)) / 2;
  }

  private int[] kept(Predicate<PauseRow> part) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.get(i).resumedAfter > FIRST && part.test(rows.get(i)))
        .toArray();
  }

  private Ranking ranking(double[] by, Predicate<PauseRow> part) {
    int[] kept = kept(part);
    double[] s = new double[kept.length];
    boolean[] positive = new boolean[kept.length];
    String[] callers = new String[kept.length];
    for (int i = 0; i < kept.length; i++) {
      s[i] = by[kept[i]];
      positive[i] = rows.get(kept[i]).label == PauseRow.Label.SHIFT;
      callers[i] = rows.get(kept[i]).caller;
    }
    return new Ranking(s, positive, callers);
  }
}
