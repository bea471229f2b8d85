package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.turn.model.Habit;
import dev.parley.turn.model.OverlapFeatures;
import dev.parley.turn.model.OverlapMoment;
import dev.parley.turn.model.PauseFeatures;
import dev.parley.turn.model.PauseMoment;
import dev.parley.turn.model.ShippedModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing after the moment of a decision may move it, not by a bit. */
final class LeakGuardTest {
  private static final double LAG = 0.3;

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 0.6, 0.8, 1.0})
  void anOverlapIsJudgedWithoutItsFuture(double at) {
    Map<String, Object> changed = new HashMap<>(overlap());
    changed.put("dur", 9.0);
    changed.put("nwords", 99.0);
    changed.put("das", List.of("x"));
    changed.put("solo", 7.0);
    changed.put("other_on_at_end", true);
    changed.put("other_next", 0.01);
    changed.put("user_next", 0.01);
    changed.put("bot_left", 0.0);
    changed.put("label", "backchannel");
    changed.put("kind", "laughter");
    changed.put("words", List.of(word(0.0, 0.1, "please"), word(at - LAG + 0.01, at, "never")));
    changed.put("ipus", List.of(List.of(0.0, at + 5)));

    assertArrayEquals(overlapFeatures(overlap(), at), overlapFeatures(changed, at));
    assertEquals(interruption(overlap(), at), interruption(changed, at));
  }

  /**
   * Where a noise is taken for a voice, its length stands for a voice that goes on; after the
   * moment it must not count either.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.4, 0.6, 0.8, 1.0})
  void aNoiseTakenForAVoiceIsJudgedWithoutItsEnd(double at) {
    Map<String, Object> shorter = noise(at + 0.2);
    Map<String, Object> longer = noise(at + 7);

    assertArrayEquals(heardAsVoice(shorter, at), heardAsVoice(longer, at));
    assertFalse(Arrays.equals(heardAsVoice(noise(at - 0.1), at), heardAsVoice(longer, at)));
  }

  @Test
  void whatBecomesOfASoundIsNoHabitBeforeItIsOver() {
    OverlapRow goesOn = new OverlapRow(new Row(sound(10, 2.0)));
    OverlapRow next = new OverlapRow(new Row(sound(13.5, 1.4)));
    Map<String, Object> stillOn = sound(13.5, 1.4);
    OverlapRow during = new OverlapRow(new Row(with(stillOn, "t0", 11.0)));

    Habits.fill(List.of(goesOn, next));
    Habits.fill(List.of(new OverlapRow(new Row(sound(10, 2.0))), during));

    assertEquals(new Habit().usualSeconds(), goesOn.usualSound, "its own length is not known");
    assertEquals(new Habit().usualSeconds(), during.usualSound, "the other one goes on");
    assertTrue(next.usualSound > goesOn.usualSound);
  }

  @Test
  void anOverlapIsJudgedByItsPast() {
    Map<String, Object> changed = new HashMap<>(overlap());
    changed.put("words", List.of(word(0.0, 0.1, "mhm")));

    assertFalse(Arrays.equals(overlapFeatures(overlap(), 0.8), overlapFeatures(changed, 0.8)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 0.6, 0.8, 1.0})
  void whatTheBotHadSaidCountsFromTheFirstMoment(double at) {
    Map<String, Object> changed = new HashMap<>(overlap());
    changed.put("bot_words", List.of("would", "you", "like", "that"));

    assertFalse(Arrays.equals(overlapFeatures(overlap(), at), overlapFeatures(changed, at)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.6, 1.0})
  void aPauseIsJudgedWithoutItsFuture(double at) {
    Map<String, Object> changed = new HashMap<>(pause());
    changed.put("own_gap", 40.0);
    changed.put("oth_gap", 0.01);
    changed.put("da", "qy");
    changed.put("inc", 0.0);
    changed.put("label", "shift");
    // tells words after the pause where the stretch before it is short
    changed.put("first", List.of("something", "else", "entirely"));

    assertArrayEquals(pauseFeatures(pause(), at), pauseFeatures(changed, at));
    assertEquals(turnOver(pause(), at), turnOver(changed, at));
  }

  @Test
  void aLastWordThatIsLateIsNotUsedEarly() {
    Map<String, Object> changed = new HashMap<>(pause());
    changed.put("words", List.of("i", "want", "a", "boat"));

    assertArrayEquals(pauseFeatures(pause(), 0.2, LAG), pauseFeatures(changed, 0.2, LAG));
    assertFalse(Arrays.equals(pauseFeatures(pause(), 0.4, LAG), pauseFeatures(changed, 0.4, LAG)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "shift"})
  void whatBecomesOfAPauseIsNoHabitBeforeItIsOver(String label) {
    PauseRow first = new PauseRow(new Row(pause(20, "hold")));
    PauseRow outcome = new PauseRow(new Row(pause(20, label)));
    PauseRow next = new PauseRow(new Row(pause(30, "hold")));
    UsualPause.fill(List.of(first));

    UsualPause.fill(List.of(outcome, next));

    assertArrayEquals(features(first, 0.2, 0), features(outcome, 0.2, 0));
    assertFalse(Arrays.equals(features(first, 0.2, 0), features(next, 0.2, 0)));
  }

  @Test
  void aTurnThatIsOverMakesTheNextEndLikelierThanAPauseThatWasNone() {
    PauseRow afterTurn = new PauseRow(new Row(pause(30, "hold")));
    PauseRow afterPause = new PauseRow(new Row(pause(30, "hold")));
    UsualPause.fill(List.of(new PauseRow(new Row(pause(20, "shift"))), afterTurn));
    UsualPause.fill(List.of(new PauseRow(new Row(pause(20, "hold"))), afterPause));

    PauseMoment turn = new PauseMoment();
    PauseMoment pause = new PauseMoment();
    afterTurn.fill(turn, 0.2, 0);
    afterPause.fill(pause, 0.2, 0);

    assertTrue(turn.endShare > pause.endShare);
    assertEquals(1, turn.turns);
    assertEquals(0, pause.turns);
  }

  private static Map<String, Object> overlap() {
    Map<String, Object> row = new HashMap<>();
    row.put("conv", "c");
    row.put("user", "A");
    row.put("caller", "1");
    row.put("fold", 0.0);
    row.put("t0", 10.0);
    row.put("label", "interrupt");
    row.put("dur", 2.0);
    row.put("bot_since", 4.0);
    row.put("bot_left", 1.0);
    row.put("bot_nwords", 12.0);
    row.put("bot_words", List.of("breakfast", "is", "served", "from"));
    row.put("own_since", 6.0);
    row.put("hist_bc", 1.0);
    row.put("hist_int", 0.0);
    row.put("words", List.of(word(0.0, 0.1, "please"), word(1.2, 1.4, "stop")));
    row.put("ipus", List.of(List.of(0.0, 1.4)));
    return row;
  }

  private static Map<String, Object> noise(double seconds) {
    Map<String, Object> row = with(overlap(), "label", "nonspeech");
    row.put("dur", seconds);
    row.put("words", List.of());
    row.put("ipus", List.of());
    return row;
  }

  private static Map<String, Object> sound(double onset, double seconds) {
    return with(with(overlap(), "t0", onset), "ipus", List.of(List.of(0.0, seconds)));
  }

  private static Map<String, Object> with(Map<String, Object> row, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(row);
    changed.put(name, value);
    return changed;
  }

  private static float[] heardAsVoice(Map<String, Object> fields, double at) {
    return overlapFeatures(fields, at, OverlapRow.Sounds.HEARD_AS_VOICE);
  }

  private static Map<String, Object> pause() {
    Map<String, Object> row = new HashMap<>();
    row.put("conv", "c");
    row.put("user", "A");
    row.put("caller", "1");
    row.put("fold", 0.0);
    row.put("p0", 20.0);
    row.put("label", "hold");
    row.put("own_gap", 3.0);
    row.put("inc", 1.0);
    row.put("words", List.of("i", "want", "a", "room"));
    row.put("durs", List.of(0.1, 0.2, 0.1, 0.3));
    row.put("last_dur", 0.3);
    row.put("ipu_words", 4.0);
    row.put("ipu_dur", 0.7);
    row.put("turn_words", 4.0);
    row.put("turn_dur", 0.7);
    row.put("oth_prev", List.of("how", "can", "i", "help"));
    row.put("first", List.of("i", "want", "a"));
    return row;
  }

  private static Map<String, Object> pause(double at, String label) {
    Map<String, Object> row = new HashMap<>(pause());
    row.put("p0", at);
    row.put("label", label);
    return row;
  }

  private static List<Object> word(double start, double end, String token) {
    return List.of(start, end, token);
  }

  private static float[] overlapFeatures(Map<String, Object> fields, double at) {
    return overlapFeatures(fields, at, OverlapRow.Sounds.AS_LABELLED);
  }

  private static float[] overlapFeatures(
      Map<String, Object> fields, double at, OverlapRow.Sounds sounds) {
    OverlapRow row = new OverlapRow(new Row(fields));
    Habits.fill(List.of(row));
    OverlapMoment m = new OverlapMoment();
    OverlapFeatures features = ShippedModel.get().overlapFeatures();
    row.fill(m, at, LAG, sounds);
    features.onset(m);
    features.words(m);
    float[] f = new float[OverlapFeatures.COUNT];
    features.fill(m, f);
    return f;
  }

  private static double interruption(Map<String, Object> fields, double at) {
    return ShippedModel.get().interruption().probability(overlapFeatures(fields, at));
  }

  private static float[] pauseFeatures(Map<String, Object> fields, double at) {
    return pauseFeatures(fields, at, 0);
  }

  private static float[] pauseFeatures(Map<String, Object> fields, double at, double lag) {
    PauseRow row = new PauseRow(new Row(fields));
    UsualPause.fill(List.of(row));
    return features(row, at, lag);
  }

  private static float[] features(PauseRow row, double at, double lag) {
    PauseMoment m = new PauseMoment();
    PauseFeatures features = ShippedModel.get().pauseFeatures();
    row.fill(m, at, lag);
    features.words(m);
    float[] f = new float[PauseFeatures.COUNT];
    features.fill(m, f);
    return f;
  }

  private static double turnOver(Map<String, Object> fields, double at) {
    return ShippedModel.get().turnOver().probability(pauseFeatures(fields, at));
  }
}
