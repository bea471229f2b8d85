package dev.parley.turn.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Figures of one file of pauses. */
final class PauseEvaluation {
  private static final double FIRST = PauseScores.MOMENTS[0];

  /** Delays in seconds. */
  record Figures(double aucAll, double aucUnfinished, double meanDelayAt5, double timerDelayAt5) {}

  private final String file;
  private final List<PauseRow> rows;
  private final List<String> lines = new ArrayList<>();
  private final Figures figures;

  private PauseEvaluation(String file, List<PauseRow> rows, ModelByRow models) {
    this.file = file;
    this.rows = rows;
    this.figures = measure(models);
  }

  static PauseEvaluation of(String file, List<PauseRow> rows, ModelByRow models) {
    return new PauseEvaluation(file, rows, models);
  }

  String file() {
    return file;
  }

  Figures figures() {
    return figures;
  }

  List<String> lines() {
    return lines;
  }

  private Figures measure(ModelByRow models) {
    long seen = rows.stream().filter(r -> models.index(r.conversation, r.fold) != 0).count();
    lines.add("pauses: " + file + ", " + rows.size() + " rows" + Evaluation.seen(seen));
    double[][] scores = PauseScores.of(models, rows, PauseScores.MOMENTS, 0);
    Ranking all = ranking(scores[0], r -> true);
    Ranking unfinished = ranking(scores[0], PauseEvaluation::isBlamable);
    lines.add(at("all pauses", all, scores[0], r -> true));
    lines.add(
        at("shifts and unfinished holds", unfinished, scores[0], PauseEvaluation::isBlamable));
    for (double share : new double[] {0.03, 0.05, 0.10}) {
      EndPolicy p = EndPolicy.atCuts(share, scores, PauseScores.MOMENTS, rows);
      lines.add(
          String.format(
              Locale.ROOT,
              "  at most %.0f %% of unfinished holds cut: delay %.2f s (mean), %.2f s (median);"
                  + " fixed timer %.2f s; threshold %.3f",
              100 * share,
              p.meanSeconds(),
              p.medianSeconds(),
              EndPolicy.timerSeconds(share, rows),
              p.threshold()));
    }
    double[][] late = PauseScores.of(models, rows, PauseScores.MOMENTS, OverlapScores.LAG);
    lines.add(
        String.format(
            Locale.ROOT,
            "  words 0.3 s late: AUC %.3f on all, %.3f on unfinished holds, delay %.2f s at 5 %%",
            ranking(late[0], r -> true).auc(),
            ranking(late[0], PauseEvaluation::isBlamable).auc(),
            EndPolicy.atCuts(0.05, late, PauseScores.MOMENTS, rows).meanSeconds()));
    return new Figures(
        all.auc(),
        unfinished.auc(),
        EndPolicy.atCuts(0.05, scores, PauseScores.MOMENTS, rows).meanSeconds(),
        EndPolicy.timerSeconds(0.05, rows));
  }

  private static boolean isBlamable(PauseRow row) {
    return row.label != PauseRow.Label.HOLD;
  }

  private String at(String what, Ranking r, double[] scores, Predicate<PauseRow> part) {
    return String.format(
        Locale.ROOT,
        "  %.1f s, %s: AUC %.3f (%s), balanced accuracy %.3f",
        FIRST,
        what,
        r.auc(),
        r.aucInterval(),
        balancedAccuracy(scores, part));
  }

  /** At the share of shifts among the rows, the natural threshold of a probability. */
  private double balancedAccuracy(double[] scores, Predicate<PauseRow> part) {
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
      hits += isShift && scores[i] >= threshold ? 1 : 0;
      right += !isShift && scores[i] < threshold ? 1 : 0;
    }
    return (hits / shifts + right / (kept.length - shifts)) / 2;
  }

  private int[] kept(Predicate<PauseRow> part) {
    return IntStream.range(0, rows.size())
        .filter(i -> rows.get(i).resumedAfter > FIRST && part.test(rows.get(i)))
        .toArray();
  }

  private Ranking ranking(double[] scores, Predicate<PauseRow> part) {
    int[] kept = kept(part);
    double[] s = new double[kept.length];
    boolean[] positive = new boolean[kept.length];
    String[] callers = new String[kept.length];
    for (int i = 0; i < kept.length; i++) {
      s[i] = scores[kept[i]];
      positive[i] = rows.get(kept[i]).label == PauseRow.Label.SHIFT;
      callers[i] = rows.get(kept[i]).caller;
    }
    return new Ranking(s, positive, callers);
  }
}
