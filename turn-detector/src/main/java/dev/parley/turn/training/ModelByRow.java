package dev.parley.turn.training;

import dev.parley.turn.model.TurnModel;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which model may judge a row: the given one where it has not seen the conversation, else one that
 * was made the same way without the row's fold.
 */
final class ModelByRow {
  static final int FOLDS = 5;

  private final TurnModel model;
  private final Set<String> seen;
  private final TurnModel[] withoutFold;

  private ModelByRow(TurnModel model, Set<String> seen, TurnModel[] withoutFold) {
    this.model = model;
    this.seen = seen;
    this.withoutFold = withoutFold;
  }

  /** The given model for all rows, also those it has seen. */
  static ModelByRow one(TurnModel model) {
    return new ModelByRow(model, Set.copyOf(model.conversations()), new TurnModel[0]);
  }

  /** Trains {@value #FOLDS} models, each without a part of the rows. */
  static ModelByRow crossValidated(TurnModel model, Corpora corpora, Consumer<String> progress) {
    TurnModel[] withoutFold = new TurnModel[FOLDS];
    for (int i = 0; i < FOLDS; i++) {
      int fold = i;
      String what = "again without fold " + (i + 1) + " of " + FOLDS + ": ";
      withoutFold[i] =
          Recipe.train(
              corpora.where(f -> Math.floorMod(f, FOLDS) != fold),
              Map.of(),
              text -> progress.accept(what + text));
    }
    return new ModelByRow(model, Set.copyOf(model.conversations()), withoutFold);
  }

  /** The same with other thresholds. */
  ModelByRow with(TurnModel same) {
    return new ModelByRow(same, seen, withoutFold);
  }

  /** 0 for the given model, else the number of the model without a fold. */
  int index(String conversation, int fold) {
    return withoutFold.length > 0 && isSeen(conversation) ? 1 + Math.floorMod(fold, FOLDS) : 0;
  }

  boolean isSeen(String conversation) {
    return seen.contains(conversation);
  }

  /** Whether nothing is judged by a model that has seen it. */
  boolean isFair() {
    return seen.isEmpty() || withoutFold.length > 0;
  }

  TurnModel at(int index) {
    return index == 0 ? model : withoutFold[index - 1];
  }

  int count() {
    return 1 + withoutFold.length;
  }
}
