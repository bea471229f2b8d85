package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.turn.BotActivity;
import dev.parley.turn.Frame;
import dev.parley.turn.Judgement;
import dev.parley.turn.Sound;
import dev.parley.turn.TurnDetector;
import dev.parley.turn.TurnDetectorProvider;
import dev.parley.turn.Verdict;
import dev.parley.turn.WordTimes;
import dev.parley.turn.model.OverlapFeatures;
import dev.parley.turn.model.OverlapMoment;
import dev.parley.turn.model.Pace;
import dev.parley.turn.model.PauseFeatures;
import dev.parley.turn.model.PauseMoment;
import dev.parley.turn.model.ShippedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same call, once written down as a corpus has it and once as it goes on: what the model is
 * asked with must be the same, or its figures would say nothing about calls.
 */
final class RowsAndCallsTest {
  private static final double LAG = 0.3;

  /** The end of a voice is known to a few frames. */
  private static final double TOLERANCE = 0.08;

  private static final String OFFER = "we have a room with a view";
  private static final String LONGER_OFFER = OFFER + " of the sea or one with a balcony and";
  private static final String ANSWER = "tomorrow there is one for two people shall i book it";

  /** In the caller's audio, seconds. */
  private record Said(double start, double end, String word) {}

  private static final List<Said> WORDS =
      List.of(
          new Said(4.0, 4.4, "mm-hmm"),
          new Said(8.0, 8.3, "no"),
          new Said(8.3, 8.6, "wait"),
          new Said(8.9, 9.5, "please"),
          new Said(10.3, 10.5, "i"),
          new Said(10.5, 10.8, "mean"),
          new Said(10.8, 11.2, "tomorrow"),
          new Said(16.0, 16.4, "yes"),
          new Said(16.4, 17.0, "please"));

  private static final Map<Long, Judgement> CALL = new HashMap<>();

  @BeforeAll
  static void theCall() {
    short[] pcm =
        new Sound()
            .silence(4_000)
            .vowel(400, -20)
            .silence(3_600)
            .vowel(600, -20)
            .silence(300)
            .vowel(600, -20)
            .silence(800)
            .vowel(900, -20)
            .silence(4_800)
            .vowel(1_000, -20)
            .silence(1_000)
            .pcm();
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    double turnFrom = 0;
    for (int i = 0; i < pcm.length; i += Frame.SAMPLES) {
      detector.frame(pcm, i);
      long now = detector.positionMillis();
      switch ((int) now) {
        case 1_000 -> detector.bot(BotActivity.SPEAKING, "");
        case 3_900 -> detector.bot(BotActivity.SPEAKING, OFFER);
        case 4_900 -> {
          detector.overlapWas(Verdict.BACKCHANNEL);
          detector.turnDropped();
          turnFrom = 4.9;
        }
        case 7_900 -> detector.bot(BotActivity.SPEAKING, LONGER_OFFER);
        case 9_600 -> {
          detector.overlapWas(Verdict.INTERRUPTION);
          detector.bot(BotActivity.SILENT, LONGER_OFFER);
        }
        case 12_400 -> {
          detector.turnTaken();
          detector.bot(BotActivity.THINKING, "");
          turnFrom = 12.4;
        }
        case 13_000 -> detector.bot(BotActivity.SPEAKING, "");
        case 14_800 -> detector.bot(BotActivity.SPEAKING, ANSWER);
        case 15_000 -> detector.bot(BotActivity.SILENT, ANSWER);
        default -> {}
      }
      tellWords(detector, now, turnFrom);
      CALL.put(now, detector.judgement());
    }
  }

  private static void tellWords(TurnDetector detector, long now, double turnFrom) {
    double until = now / 1000.0 - LAG;
    List<String> known = new ArrayList<>();
    WordTimes times = WordTimes.NOT_TOLD;
    long before = 0;
    for (Said said : WORDS) {
      if (said.start >= turnFrom && said.end <= until + 1e-9) {
        known.add(said.word);
        long length = Math.round((said.end - said.start) * 1000);
        times = new WordTimes(Math.round(said.end * 1000), length, before);
        before = length;
      }
    }
    detector.words(String.join(" ", known), Math.max(0, Math.round(until * 1000)), times);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.4, 0.5, 0.8, 1.0, 1.3})
  void aSoundOverTheBot(double at) {
    OverlapRow first = new OverlapRow(new Row(backchannel()));
    OverlapRow row = new OverlapRow(new Row(interruption()));
    Habits.fill(List.of(first, row));
    OverlapMoment m = new OverlapMoment();
    OverlapFeatures features = ShippedModel.get().overlapFeatures();
    row.fill(m, at, LAG, OverlapRow.Sounds.AS_LABELLED);
    features.onset(m);
    features.words(m);
    float[] expected = new float[OverlapFeatures.COUNT];
    features.fill(m, expected);

    assertAlike(expected, judged(8.0 + at).overlapFeatures());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.16, 0.2, 0.4, 0.8})
  void aPauseOfTheTurnThatBeganOverTheBot(double at) {
    PauseRow row = new PauseRow(new Row(secondPause()));
    UsualPause.fill(List.of(new PauseRow(new Row(firstPause())), row));

    assertAlike(pauseFeatures(row, at), judged(11.2 + at).pauseFeatures());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5})
  void aPauseOfTheNextTurn(double at) {
    PauseRow row = new PauseRow(new Row(thirdPause()));
    UsualPause.fill(
        List.of(new PauseRow(new Row(firstPause())), new PauseRow(new Row(secondPause())), row));

    assertAlike(pauseFeatures(row, at), judged(17.0 + at).pauseFeatures());
  }

  @Test
  void shortTurnsMakeNoSlowSpeaker() {
    PauseMoment before = new PauseMoment();
    new Pace().fill(before);
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    List<Judgement> all = new ArrayList<>();
    for (int turn = 0; turn < 8; turn++) {
      short[] pcm = new Sound().silence(3_000).vowel(800, -20).silence(600).pcm();
      for (int i = 0; i < pcm.length; i += Frame.SAMPLES) {
        detector.frame(pcm, i);
        if (detector.pauseMillis() == 300) {
          detector.words("two people", detector.positionMillis());
          all.add(detector.judgement());
        }
      }
      detector.turnTaken();
      detector.bot(BotActivity.THINKING, "");
      detector.bot(BotActivity.SPEAKING, "for two people");
      detector.bot(BotActivity.SILENT, "for two people");
    }

    Judgement last = all.getLast();
    assertEquals(before.usualPause, last.pauseFeatures().get(11), 1e-6);
    assertEquals(7, last.pauseFeatures().get(38), 0, "turns before the last");
  }

  @Test
  void aTurnThatWasCutShortWasAPause() {
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    play(detector, new Sound().silence(2_000).vowel(800, -20).silence(1_000).pcm());
    detector.words("i would like", detector.positionMillis());
    detector.turnTaken();
    detector.bot(BotActivity.THINKING, "");
    play(detector, new Sound().vowel(700, -20).pcm());
    detector.overlapWas(Verdict.INTERRUPTION);
    detector.bot(BotActivity.SILENT, "");
    play(detector, new Sound().silence(400).pcm());

    Judgement judgement = detector.judgement();

    assertEquals(0, judgement.pauseFeatures().get(38), 0, "turns so far");
    assertEquals((8 * 0.55 + 1.0) / 9, judgement.pauseFeatures().get(11), 0.01, "usual pause");
  }

  private static Judgement judged(double seconds) {
    return Objects.requireNonNull(CALL.get(Math.round(seconds * 1000)));
  }

  private static void play(TurnDetector detector, short[] pcm) {
    for (int i = 0; i < pcm.length; i += Frame.SAMPLES) {
      detector.frame(pcm, i);
    }
  }

  private static float[] pauseFeatures(PauseRow row, double at) {
    PauseMoment m = new PauseMoment();
    PauseFeatures features = ShippedModel.get().pauseFeatures();
    row.fill(m, at, LAG);
    features.words(m);
    float[] f = new float[PauseFeatures.COUNT];
    features.fill(m, f);
    return f;
  }

  private static void assertAlike(float[] row, List<Float> call) {
    assertEquals(row.length, call.size(), "features");
    Map<Integer, String> differ = new TreeMap<>();
    for (int i = 0; i < row.length; i++) {
      if (Math.abs(row[i] - call.get(i)) > TOLERANCE * Math.max(1, Math.abs(row[i]))) {
        differ.put(i, "row " + row[i] + ", call " + call.get(i));
      }
    }
    assertEquals(Map.of(), differ);
  }

  // ---- the call as a corpus has it

  private static Map<String, Object> backchannel() {
    Map<String, Object> row = overlap(4.0, "backchannel", OFFER);
    row.put("bot_since", 3.0);
    row.put("own_since", 4.0);
    row.put("hist_bc", 0.0);
    row.put("words", List.of(List.of(0.0, 0.4, "mm-hmm")));
    row.put("ipus", List.of(List.of(0.0, 0.4)));
    return row;
  }

  private static Map<String, Object> interruption() {
    Map<String, Object> row = overlap(8.0, "interrupt", LONGER_OFFER);
    row.put("bot_since", 7.0);
    row.put("own_since", 3.6);
    row.put("hist_bc", 1.0);
    row.put(
        "words",
        List.of(List.of(0.0, 0.3, "no"), List.of(0.3, 0.6, "wait"), List.of(0.9, 1.5, "please")));
    row.put("ipus", List.of(List.of(0.0, 0.6), List.of(0.9, 1.5)));
    return row;
  }

  private static Map<String, Object> overlap(double at, String label, String bot) {
    List<String> words = List.of(bot.split(" "));
    Map<String, Object> row = speaker();
    row.put("t0", at);
    row.put("label", label);
    row.put("dur", 1.0);
    row.put("bot_left", 1.0);
    row.put("bot_nwords", (double) words.size());
    row.put("bot_words", words.subList(words.size() - 5, words.size()));
    row.put("hist_int", 0.0);
    return row;
  }

  private static Map<String, Object> firstPause() {
    Map<String, Object> row = pause(9.5, "hold", List.of("no", "wait", "please"), LONGER_OFFER);
    row.put("own_gap", 0.8);
    row.put("durs", List.of(0.6));
    row.put("ipu_words", 1.0);
    row.put("ipu_dur", 0.6);
    row.put("turn_dur", 1.5);
    return row;
  }

  private static Map<String, Object> secondPause() {
    Map<String, Object> row =
        pause(
            11.2, "shift", List.of("no", "wait", "please", "i", "mean", "tomorrow"), LONGER_OFFER);
    row.put("durs", List.of(0.2, 0.3, 0.4));
    row.put("ipu_words", 3.0);
    row.put("ipu_dur", 0.9);
    row.put("turn_dur", 3.2);
    return row;
  }

  private static Map<String, Object> thirdPause() {
    Map<String, Object> row = pause(17.0, "shift", List.of("yes", "please"), ANSWER);
    row.put("durs", List.of(0.4, 0.6));
    row.put("ipu_words", 2.0);
    row.put("ipu_dur", 1.0);
    row.put("turn_dur", 1.0);
    return row;
  }

  private static Map<String, Object> pause(
      double at, String label, List<String> words, String bot) {
    List<String> before = List.of(bot.split(" "));
    Map<String, Object> row = speaker();
    row.put("p0", at);
    row.put("label", label);
    row.put("words", words);
    row.put("turn_words", (double) words.size());
    row.put("oth_prev", before.subList(before.size() - 6, before.size()));
    return row;
  }

  private static Map<String, Object> speaker() {
    Map<String, Object> row = new HashMap<>();
    row.put("conv", "c");
    row.put("user", "A");
    row.put("caller", "1");
    row.put("fold", 0.0);
    return row;
  }
}
