package dev.parley.turn.training;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.turn.model.TurnModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** All figures of a model on the files of a folder. */
public final class Evaluation {
  private final TurnModel model;
  private final CallPolicy policy;
  private final List<OverlapEvaluation> overlaps = new ArrayList<>();
  private final List<PauseEvaluation> pauses = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();

  private Evaluation(TurnModel model, CallPolicy policy) {
    this.model = model;
    this.policy = policy;
  }

  /**
   * Judges every overlap_*.jsonl.gz and pauses_*.jsonl.gz in {@code dir}. Rows of conversations the
   * model was trained on are judged by models made the same way without the row's fold, which takes
   * some minutes; where their data is not in {@code dir}, the figures say so.
   *
   * @param policy of the calls, to be measured too
   * @throws IOException with one line about what is wrong, file and line included
   */
  public static Evaluation of(
      TurnModel model, Path dir, CallPolicy policy, Consumer<String> progress) throws IOException {
    Map<String, List<OverlapRow>> overlapRows = new LinkedHashMap<>();
    Map<String, List<PauseRow>> pauseRows = new LinkedHashMap<>();
    Set<String> trained = Set.copyOf(model.conversations());
    boolean seen = false;
    for (Path file : Corpora.overlapFiles(dir)) {
      progress.accept("reading " + file.getFileName());
      List<OverlapRow> rows = Corpora.overlapsOf(file);
      seen |= rows.stream().anyMatch(r -> trained.contains(r.conversation));
      overlapRows.put(file.getFileName().toString(), rows);
    }
    for (Path file : Corpora.pauseFiles(dir)) {
      progress.accept("reading " + file.getFileName());
      List<PauseRow> rows = Corpora.pausesOf(file);
      seen |= rows.stream().anyMatch(r -> trained.contains(r.conversation));
      pauseRows.put(file.getFileName().toString(), rows);
    }
    if (overlapRows.isEmpty() && pauseRows.isEmpty()) {
      throw new IOException(
          dir + ": expected overlap_*.jsonl.gz or pauses_*.jsonl.gz in it, found neither");
    }
    Evaluation evaluation = new Evaluation(model, policy);
    ModelByRow models = seen ? evaluation.withoutSeenFolds(dir, progress) : ModelByRow.one(model);
    evaluation.measure(overlapRows, pauseRows, models, progress);
    return evaluation;
  }

  /** Judges what a model was trained on. */
  static Evaluation of(
      ModelByRow models, Corpora corpora, CallPolicy policy, Consumer<String> progress) {
    Evaluation evaluation = new Evaluation(models.at(0), policy);
    evaluation.measure(corpora.overlaps(), corpora.pauses(), models, progress);
    return evaluation;
  }

  private void measure(
      Map<String, List<OverlapRow>> overlapRows,
      Map<String, List<PauseRow>> pauseRows,
      ModelByRow models,
      Consumer<String> progress) {
    overlapRows.forEach(
        (file, rows) -> {
          progress.accept("judging overlaps of " + file);
          overlaps.add(OverlapEvaluation.of(file, rows, models, policy));
        });
    pauseRows.forEach(
        (file, rows) -> {
          progress.accept("judging pauses of " + file);
          pauses.add(PauseEvaluation.of(file, rows, models, policy));
        });
  }

  private ModelByRow withoutSeenFolds(Path dir, Consumer<String> progress) throws IOException {
    List<String> names = TurnTraining.corporaOf(model);
    List<Path> here = Corpora.files(dir, names);
    List<String> missing =
        TurnTraining.filesOf(model).stream()
            .filter(file -> !Files.exists(dir.resolve(file)))
            .toList();
    if (here.isEmpty()) {
      notices.add(
          "what the model was trained on ("
              + String.join(", ", missing.isEmpty() ? names : missing)
              + ") is not in this folder, so rows of its conversations are judged by the model"
              + " itself: their figures flatter it");
      return ModelByRow.one(model);
    }
    if (!missing.isEmpty()) {
      notices.add(
          "not in this folder: "
              + String.join(", ", missing)
              + "; the models without a fold are made without that, too, and may be worse than"
              + " the model itself");
    }
    return ModelByRow.crossValidated(model, Corpora.read(dir, names, progress), progress);
  }

  static String seen(long rows, ModelByRow models) {
    if (rows == 0) {
      return ", none seen in training";
    }
    return models.isFair()
        ? ", " + rows + " of them seen in training and judged by models made without their fold"
        : ", " + rows + " of them SEEN IN TRAINING: these figures flatter the model";
  }

  /** What must be known with the figures; {@link #lines} has it, {@link #json} has no room. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "model: "
            + model.about().getOrDefault("name", "without a name")
            + ", trained on "
            + String.join(", ", TurnTraining.corporaOf(model))
            + ", "
            + model.conversations().size()
            + " conversations");
    notices.forEach(notice -> lines.add("note: " + notice));
    overlaps.forEach(e -> addText(lines, e.heading(), e.tables()));
    pauses.forEach(e -> addText(lines, e.heading(), e.tables()));
    return lines;
  }

  private static void addText(List<String> lines, String heading, List<FigureTable> tables) {
    lines.add("");
    lines.add("== " + heading);
    tables.forEach(t -> lines.addAll(t.text()));
  }

  /** Sections of a document. */
  List<String> markdown() {
    List<String> lines = new ArrayList<>();
    overlaps.forEach(e -> addMarkdown(lines, "Overlaps of " + e.heading(), e.tables()));
    pauses.forEach(e -> addMarkdown(lines, "Pauses of " + e.heading(), e.tables()));
    return lines;
  }

  private static void addMarkdown(List<String> lines, String heading, List<FigureTable> tables) {
    lines.add("**" + heading + "**");
    for (FigureTable table : tables) {
      lines.add("");
      lines.addAll(table.markdown());
    }
    lines.add("");
  }

  /** For programs: one JSON object. */
  public String json() {
    ObjectNode json = JsonMapper.builder().build().createObjectNode();
    ObjectNode overlap = json.putObject("overlap");
    for (OverlapEvaluation e : overlaps) {
      ObjectNode file = overlap.putObject(e.file());
      for (OverlapEvaluation.Moment m : e.moments()) {
        ObjectNode moment = file.putObject(Double.toString(m.seconds()));
        put(moment, "auc", m.auc());
        put(moment, "f1", m.f1());
        put(moment, "recall_at_fp10", m.recallAtFp10());
      }
    }
    ObjectNode pause = json.putObject("pauses");
    for (PauseEvaluation e : pauses) {
      PauseEvaluation.Summary s = e.summary();
      ObjectNode file = pause.putObject(e.file());
      put(file, "auc_all", s.aucAll());
      put(file, "auc_unfinished", s.aucUnfinished());
      put(file, "mean_delay_at_5", s.meanDelayAt5());
      put(file, "timer_delay_at_5", s.timerDelayAt5());
    }
    return json.toString();
  }

  /** null where there is nothing to measure. */
  private static void put(ObjectNode object, String name, double figure) {
    if (Double.isFinite(figure)) {
      object.put(name, Math.round(figure * 1e4) / 1e4);
    } else {
      object.putNull(name);
    }
  }

  /** Draws the trade-offs as SVG files and tells their names. */
  public List<Path> writePlots(Path dir) throws IOException {
    Files.createDirectories(dir);
    List<Path> written = new ArrayList<>();
    for (OverlapEvaluation e : overlaps) {
      written.add(write(dir, "roc_" + plain(e.file()), EvaluationPlots.roc(e)));
      written.add(write(dir, "reliability_" + plain(e.file()), EvaluationPlots.reliability(e)));
    }
    for (PauseEvaluation e : pauses) {
      written.add(write(dir, "delay_" + plain(e.file()), EvaluationPlots.delay(e)));
      written.add(write(dir, "reliability_" + plain(e.file()), EvaluationPlots.reliability(e)));
    }
    return written;
  }

  private static Path write(Path dir, String name, Chart chart) throws IOException {
    return Files.writeString(dir.resolve(name + ".svg"), chart.svg());
  }

  private static String plain(String file) {
    return file.replace(".jsonl.gz", "");
  }
}
