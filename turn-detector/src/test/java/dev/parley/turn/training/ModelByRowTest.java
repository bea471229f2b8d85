package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.turn.model.TurnModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ModelByRowTest {
  private static final List<PauseRow> ROWS = new ArrayList<>();
  private static final List<String> PROGRESS = new ArrayList<>();
  private static TurnModel model;
  private static ModelByRow models;

  /** Conversations of folds below 0 and above {@link ModelByRow#FOLDS}, too. */
  @BeforeAll
  static void train() {
    for (int fold = -2; fold < 10; fold++) {
      ROWS.add(Rows.shiftIn("talk of fold " + fold, fold));
      ROWS.add(Rows.shiftIn("other talk of fold " + fold, fold));
    }
    Corpora corpora = new Corpora(Map.of(), Map.of("talks", ROWS), List.of());
    model = Recipe.train(corpora, Map.of(), text -> {});
    models = ModelByRow.crossValidated(model, corpora, PROGRESS::add);
  }

  @Test
  void aConversationThatWasTrainedOnIsNeverJudgedByAModelThatSawIt() {
    for (PauseRow row : ROWS) {
      TurnModel judge = models.at(models.index(row.conversation, row.fold));

      assertFalse(judge.conversations().contains(row.conversation), row.conversation);
    }
  }

  @Test
  void theModelsWithoutAFoldSawAllOthers() {
    assertEquals(1 + ModelByRow.FOLDS, models.count());
    for (int i = 1; i < models.count(); i++) {
      TreeSet<String> expected = new TreeSet<>();
      for (PauseRow row : ROWS) {
        if (models.index(row.conversation, row.fold) != i) {
          expected.add(row.conversation);
        }
      }

      assertEquals(List.copyOf(expected), models.at(i).conversations());
    }
  }

  @Test
  void aConversationThatIsNewIsJudgedByTheModelItself() {
    assertEquals(0, models.index("a talk nobody knows", 3));
    assertSame(model, models.at(0));
    assertFalse(models.isSeen("a talk nobody knows"));
    assertTrue(models.isSeen("talk of fold 3"));
  }

  @Test
  void aModelAloneJudgesWhatItHasSeenAndSaysThatThisIsNotFair() {
    ModelByRow one = ModelByRow.one(model);

    assertEquals(0, one.index("talk of fold 3", 3));
    assertEquals(1, one.count());
    assertTrue(one.isSeen("talk of fold 3"));
    assertFalse(one.isFair());
    assertTrue(models.isFair());
  }

  @Test
  void otherThresholdsLeaveTheFoldsAsTheyAre() {
    TurnModel measured = model.withThresholds(Map.of("stop-at-noon", 0.5f));
    ModelByRow with = models.with(measured);

    assertSame(measured, with.at(0));
    assertSame(models.at(4), with.at(4));
    assertEquals(4, with.index("talk of fold 3", 3));
    assertTrue(with.isFair());
  }

  @Test
  void progressTellsWhichTrainingItIs() {
    assertEquals("again without fold 1 of 5: word weights, part 1 of 4", PROGRESS.getFirst());
    assertEquals("again without fold 5 of 5: ends of turns", PROGRESS.getLast());
  }
}
