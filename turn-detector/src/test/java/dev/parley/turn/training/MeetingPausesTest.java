package dev.parley.turn.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.turn.model.Ngrams;
import dev.parley.turn.model.PauseMoment;
import dev.parley.turn.model.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MeetingPausesTest {
  private static final String MEETING = "m1";

  private final Map<SpokenWord.Line, List<SpokenWord>> words = new TreeMap<>();

  @Test
  void whoSpeaksNextMakesAPauseAHoldOrAShift() {
    says("A", "s", "two", 0, 1);
    says("A", "s", "nights", 1.5, 2);
    says("B", "s", "sure", 3, 4);
    says("A", "s", "thanks", 5, 6);

    List<PauseRow> rows = rows();

    assertEquals(List.of(1.0, 2.0, 4.0), rows.stream().map(r -> r.start).toList());
    assertEquals(List.of("A", "A", "B"), rows.stream().map(r -> r.speaker).toList());
    assertEquals(
        List.of(PauseRow.Label.UNFINISHED_HOLD, PauseRow.Label.SHIFT, PauseRow.Label.SHIFT),
        rows.stream().map(r -> r.label).toList());
    assertEquals(0.5, rows.getFirst().resumedAfter);
  }

  @Test
  void nobodyKnowsWhatBecomesOfTheLastPause() {
    says("A", "s", "two", 0, 1);

    assertEquals(List.of(), rows());
  }

  @Test
  void aHoldIsFinishedWhereAnotherDialogueActFollows() {
    says("A", "s", "two", 0, 1);
    says("A", "s", "nights", 2, 3);
    says("A", "qy", "please", 4, 5);
    says("A", "qy", "now", 6, 7);

    assertEquals(
        List.of(
            PauseRow.Label.UNFINISHED_HOLD, PauseRow.Label.HOLD, PauseRow.Label.UNFINISHED_HOLD),
        rows().stream().map(r -> r.label).toList());
  }

  @Test
  void aGapOfLessThanAFifthOfASecondIsNoPause() {
    says("A", "s", "two", 0, 1);
    says("A", "s", "or", 1.125, 2);
    says("A", "s", "three", 2.25, 3);
    says("B", "s", "sure", 4, 5);

    assertEquals(List.of(2.0, 3.0), rows().stream().map(r -> r.start).toList());
  }

  @Test
  void aBackchannelNeitherTakesTheFloorNorEndsAPause() {
    says("A", "s", "two", 0, 1);
    says("B", "b", "mhm", 1.25, 1.5);
    says("B", "s^bk", "right", 1.75, 2);
    says("A", "s", "nights", 3, 4);
    says("B", "s", "sure", 5, 6);

    List<PauseRow> rows = rows();

    assertEquals(List.of(1.0, 4.0), rows.stream().map(r -> r.start).toList());
    assertEquals(
        List.of(PauseRow.Label.UNFINISHED_HOLD, PauseRow.Label.SHIFT),
        rows.stream().map(r -> r.label).toList());
    assertEquals(2, rows.getFirst().resumedAfter);
    assertEquals(2, moment(rows.get(1)).turnWords, "the turn went on");
  }

  @Test
  void fourWordsAreNoBackchannelWhateverTheyAreCalled() {
    says("A", "s", "two", 0, 1);
    for (String word : List.of("yeah", "yeah", "oh", "yeah")) {
      double start = 2 + words(new SpokenWord.Line(MEETING, "B")).size() * 0.25;
      says("B", "b", word, start, start + 0.25);
    }
    says("A", "s", "nights", 4, 5);

    assertEquals(
        List.of(PauseRow.Label.SHIFT, PauseRow.Label.SHIFT),
        rows().stream().map(r -> r.label).toList());
  }

  @Test
  void thereIsNoPauseWhileAnotherHasTheFloor() {
    says("B", "s", "well", 0, 3);
    says("A", "s", "two", 1, 2);
    says("C", "s", "sure", 4, 5);
    says("A", "s", "thanks", 6, 7);

    // "two" is over while "well" goes on, and another began before the end of "well"
    assertEquals(List.of(5.0), rows().stream().map(r -> r.start).toList());
  }

  @Test
  void thereIsNoPauseWhereAnotherHasBegunBeforeIt() {
    says("A", "s", "two", 0, 2);
    says("B", "s", "sure", 1.5, 3);
    says("A", "s", "thanks", 4, 5);

    assertEquals(List.of(3.0), rows().stream().map(r -> r.start).toList());
  }

  @Test
  void aBackchannelOverTheEndDoesNotHideAPause() {
    says("B", "b", "mhm", 0, 1.5);
    says("A", "s", "two", 0.5, 1);
    says("C", "s", "sure", 2, 3);

    assertEquals(List.of(1.0), rows().stream().map(r -> r.start).toList());
  }

  @Test
  void aRowTellsTheTurnSoFar() {
    says("B", "s", "how", 0, 0.5);
    says("B", "s", "long", 0.5, 1);
    says("A", "s", "well", 2, 2.5);
    says("A", "s", "two", 3, 3.25);
    says("A", "s", "nights", 3.25, 4);
    says("B", "s", "sure", 5, 6);

    PauseRow row = rows().getLast();
    PauseMoment m = moment(row);

    assertEquals(4.0, row.start);
    assertEquals(List.of(MEETING, MEETING), List.of(row.conversation, row.caller));
    assertEquals(7, row.fold);
    assertSays(m, List.of("well", "two", "nights"), List.of("how", "long"));
    assertEquals(3, m.turnWords);
    assertEquals(2, m.turn, "from its first word to the pause");
    assertEquals(2, m.stretchWords);
    assertEquals(1, m.stretch);
    assertEquals(0.75f, m.lastWord);
    assertEquals(0.25f, m.wordBefore);
  }

  @Test
  void theLastTwelveWordsAndTheOthersLastSixAreKept() {
    for (int i = 0; i < 8; i++) {
      says("B", "s", "b" + i, i, i + 1);
    }
    for (int i = 0; i < 14; i++) {
      says("A", "s", "a" + i, 10 + i, 11 + i);
    }
    says("B", "s", "sure", 30, 31);

    PauseMoment m = moment(rows().getLast());

    assertEquals(14, m.said.count(), "the first two are known to be missing");
    assertEquals(14, m.turnWords);
    assertEquals(6, m.before.count());
    Tokens expected = new Tokens();
    expected.skip(2);
    for (int i = 2; i < 14; i++) {
      expected.add("a" + i);
    }
    Tokens before = new Tokens();
    for (int i = 2; i < 8; i++) {
      before.add("b" + i);
    }
    assertArrayEquals(keys(expected, before), keys(m.said, m.before));
    assertArrayEquals(firstKeys(expected), firstKeys(m.said));
  }

  @Test
  void conversationsWithoutAFoldAreLeftOut() {
    says("A", "s", "two", 0, 1);
    says("B", "s", "sure", 2, 3);
    says("A", "s", "thanks", 4, 5);

    assertEquals(List.of(), MeetingPauses.of(words, Map.of("m2", 0)));
  }

  @Test
  void conversationsAreKeptApart() {
    says("A", "s", "two", 0, 1);
    words.put(
        new SpokenWord.Line("m2", "B"),
        new ArrayList<>(List.of(new SpokenWord(2, 3, "sure", "s", ""))));

    assertEquals(List.of(), MeetingPauses.of(words, Map.of(MEETING, 0, "m2", 0)));
  }

  private void says(String channel, String act, String word, double start, double end) {
    words(new SpokenWord.Line(MEETING, channel)).add(new SpokenWord(start, end, word, act, ""));
  }

  private List<SpokenWord> words(SpokenWord.Line line) {
    return words.computeIfAbsent(line, k -> new ArrayList<>());
  }

  private List<PauseRow> rows() {
    return MeetingPauses.of(words, Map.of(MEETING, 7));
  }

  private static PauseMoment moment(PauseRow row) {
    PauseMoment m = new PauseMoment();
    row.fill(m, 0.2, 0);
    return m;
  }

  private static void assertSays(PauseMoment m, List<String> said, List<String> before) {
    Tokens expectedSaid = new Tokens();
    said.forEach(expectedSaid::add);
    Tokens expectedBefore = new Tokens();
    before.forEach(expectedBefore::add);
    assertArrayEquals(keys(expectedSaid, expectedBefore), keys(m.said, m.before));
    assertEquals(said.size(), m.said.count());
    assertEquals(before.size(), m.before.count());
  }

  private static int[] firstKeys(Tokens said) {
    int[] keys = new int[Ngrams.MOST];
    return Arrays.copyOf(keys, Ngrams.ofOverlap(said, keys));
  }

  private static int[] keys(Tokens said, Tokens before) {
    int[] keys = new int[Ngrams.MOST];
    return Arrays.copyOf(keys, Ngrams.ofEnding(said, before, keys));
  }
}
