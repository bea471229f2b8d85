package dev.parley.turn.training;

import dev.parley.turn.model.TurnModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** All figures of a model on the files of a folder. */
public final class Evaluation {
  private final List<OverlapEvaluation> overlaps = new ArrayList<>();
  private final List<PauseEvaluation> pauses = new ArrayList<>();

  private Evaluation() {}

  /**
   * Judges every overlap_*.jsonl.gz and pauses_*.jsonl.gz in {@code dir}. Rows of conversations the
   * model was trained on are judged by models made the same way without the row's fold, which takes
   * some minutes.
   */
  public static Evaluation of(TurnModel model, Path dir, Consumer<String> progress)
      throws IOException {
    Map<String, List<OverlapRow>> overlapRows = new LinkedHashMap<>();
    Map<String, List<PauseRow>> pauseRows = new LinkedHashMap<>();
    Set<String> trained = Set.copyOf(model.conversations());
    boolean seen = false;
    for (Path file : Corpora.overlapFiles(dir)) {
      List<OverlapRow> rows = Corpora.overlapsOf(file);
      seen |= rows.stream().anyMatch(r -> trained.contains(r.conversation));
      overlapRows.put(file.getFileName().toString(), rows);
    }
    for (Path file : Corpora.pauseFiles(dir)) {
      List<PauseRow> rows = Corpora.pausesOf(file);
      seen |= rows.stream().anyMatch(r -> trained.contains(r.conversation));
      pauseRows.put(file.getFileName().toString(), rows);
    }
    if (overlapRows.isEmpty() && pauseRows.isEmpty()) {
      throw new IOException(
          dir + ": expected overlap_*.jsonl.gz or pauses_*.jsonl.gz in it, found neither");
    }
    ModelByRow models = seen ? crossValidated(model, dir, progress) : ModelByRow.one(model);
    Evaluation evaluation = new Evaluation();
    overlapRows.forEach(
        (file, rows) -> evaluation.overlaps.add(OverlapEvaluation.of(file, rows, models)));
    pauseRows.forEach(
        (file, rows) -> evaluation.pauses.add(PauseEvaluation.of(file, rows, models)));
    return evaluation;
  }

  private static ModelByRow crossValidated(TurnModel model, Path dir, Consumer<String> progress)
      throws IOException {
    List<String> names = List.of(model.about().getOrDefault(TurnTraining.CORPORA, "").split(","));
    Corpora corpora = Corpora.read(dir, names, progress);
    TurnModel[] withoutFold = new TurnModel[ModelByRow.FOLDS];
    for (int i = 0; i < withoutFold.length; i++) {
      int fold = i;
      progress.accept("seen in training: a model without fold " + (i + 1));
      withoutFold[i] =
          Recipe.train(corpora.where(f -> f % ModelByRow.FOLDS != fold), Map.of(), text -> {});
    }
    return ModelByRow.crossValidated(model, withoutFold);
  }

  static String seen(long rows) {
    return rows == 0
        ? "; none seen in training"
        : "; " + rows + " of them judged by models trained without their fold";
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    overlaps.forEach(e -> lines.addAll(e.lines()));
    pauses.forEach(e -> lines.addAll(e.lines()));
    return lines;
  }

  /** For programs: one JSON object. */
  public String json() {
    List<String> overlap = new ArrayList<>();
    for (OverlapEvaluation e : overlaps) {
      List<String> moments = new ArrayList<>();
      e.moments()
          .forEach(
              (at, m) ->
                  moments.add(
                      String.format(
                          Locale.ROOT,
                          "\"%s\":{\"auc\":%s,\"f1\":%s,\"recall_at_fp10\":%s}",
                          at,
                          figure(m.auc()),
                          figure(m.f1()),
                          figure(m.recallAtFp10()))));
      overlap.add("\"" + e.file() + "\":{" + String.join(",", moments) + "}");
    }
    List<String> pause = new ArrayList<>();
    for (PauseEvaluation e : pauses) {
      PauseEvaluation.Figures f = e.figures();
      pause.add(
          String.format(
              Locale.ROOT,
              "\"%s\":{\"auc_all\":%s,\"auc_unfinished\":%s,\"mean_delay_at_5\":%s,"
                  + "\"timer_delay_at_5\":%s}",
              e.file(),
              figure(f.aucAll()),
              figure(f.aucUnfinished()),
              figure(f.meanDelayAt5()),
              figure(f.timerDelayAt5())));
    }
    return "{\"overlap\":{"
        + String.join(",", overlap)
        + "},\"pauses\":{"
        + String.join(",", pause)
        + "}}";
  }

  private static String figure(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "null";
  }
}
