package dev.parley.turn.training;

import dev.parley.turn.model.TurnModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** How figures grow with the data: tells whether more of it would help. */
public final class LearningCurve {
  private static final int FOLDS = 10;
  private static final int TESTED_EVERY = 5;
  private static final int[] FOLDS_TRAINED_ON = {1, 2, 4, 8};

  private LearningCurve() {}

  /**
   * Trains on a tenth, a fifth, two fifths and four fifths of the named corpora, and judges the
   * fifth that is in none of them.
   *
   * @throws IOException with one line about what is wrong, file and line included
   */
  public static List<String> lines(
      Path dir, List<String> names, CallPolicy policy, Consumer<String> progress)
      throws IOException {
    Corpora all = Corpora.read(dir, names, progress);
    Corpora tested = all.where(f -> f % TESTED_EVERY == 0);
    List<FigureTable> tables = new ArrayList<>();
    tested.overlaps().keySet().forEach(name -> tables.add(overlapTable(name)));
    tested.pauses().keySet().forEach(name -> tables.add(pauseTable(name)));
    for (int folds : FOLDS_TRAINED_ON) {
      String part = folds + " of " + FOLDS + " folds: ";
      TurnModel model =
          Recipe.train(all.where(firstOf(folds)), Map.of(), text -> progress.accept(part + text));
      progress.accept(part + "judging");
      measure(model, tested, policy, tables);
    }
    return tables.stream().flatMap(table -> table.text().stream()).toList();
  }

  /** The first few folds of those that are not tested. */
  private static IntPredicate firstOf(int folds) {
    return f -> f % TESTED_EVERY != 0 && f - 1 - f / TESTED_EVERY < folds;
  }

  private static FigureTable overlapTable(String name) {
    return new FigureTable(
        "Overlaps of " + name + ", AUC after the onset, words 0.3 s late",
        "conversations trained on",
        "0.4 s",
        "0.6 s",
        "0.8 s",
        "1.0 s");
  }

  private static FigureTable pauseTable(String name) {
    return new FigureTable(
        "Pauses of " + name,
        "conversations trained on",
        "AUC at 0.2 s, all",
        "shifts and unfinished holds",
        "mean delay at 5 % cut");
  }

  private static void measure(
      TurnModel model, Corpora tested, CallPolicy policy, List<FigureTable> tables) {
    String trainedOn = Integer.toString(model.conversations().size());
    ModelByRow models = ModelByRow.one(model);
    int table = 0;
    for (Map.Entry<String, List<OverlapRow>> rows : tested.overlaps().entrySet()) {
      List<String> cells = new ArrayList<>(List.of(trainedOn));
      OverlapEvaluation.of(rows.getKey(), rows.getValue(), models, policy)
          .moments()
          .forEach(m -> cells.add(Figures.share(m.auc())));
      tables.get(table++).rows().add(cells);
    }
    for (Map.Entry<String, List<PauseRow>> rows : tested.pauses().entrySet()) {
      PauseEvaluation.Summary s =
          PauseEvaluation.of(rows.getKey(), rows.getValue(), models, policy).summary();
      tables
          .get(table++)
          .row(
              trainedOn,
              Figures.share(s.aucAll()),
              Figures.share(s.aucUnfinished()),
              Figures.seconds(s.meanDelayAt5()));
    }
  }
}
