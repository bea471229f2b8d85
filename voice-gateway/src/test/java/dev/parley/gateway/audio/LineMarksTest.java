package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class LineMarksTest {
  private final LineMarks marks = new LineMarks();

  @Test
  void aMarkIsDueEvery100Millis() {
    List<Long> marked = new ArrayList<>();
    for (long sent = 20; sent <= 500; sent += 20) {
      if (marks.due(sent) != null) {
        marked.add(sent);
      }
    }

    assertEquals(List.of(100L, 200L, 300L, 400L, 500L), marked);
  }

  @Test
  void aMarkIsDueOnce() {
    assertNotNull(marks.due(100));
    assertNull(marks.due(100));
  }

  @Test
  void aReturnedMarkTellsWhatWasPlayed() {
    String mark = due(120);

    assertEquals(OptionalLong.of(120), marks.returned(mark));
  }

  @Test
  void anAnswerEndsWithAMarkWhereverItEnds() {
    due(100);
    String last = marks.last(140);

    assertEquals(OptionalLong.of(140), marks.returned(last));
    assertNull(marks.due(220));
    assertNotNull(marks.due(240));
  }

  @Test
  void aNameNeverSetSaysNothing() {
    due(100);

    assertEquals(OptionalLong.empty(), marks.returned("somebody-elses"));
  }

  @Test
  void aDuplicateSaysNothing() {
    String mark = due(100);
    marks.returned(mark);

    assertEquals(OptionalLong.empty(), marks.returned(mark));
  }

  @Test
  void aMarkOvertakenByALaterOneSaysNothing() {
    String first = due(100);
    String second = due(200);

    assertEquals(OptionalLong.of(200), marks.returned(second));
    assertEquals(OptionalLong.empty(), marks.returned(first));
  }

  @Test
  void marksThatAClearSendsBackProveNothing() {
    String first = due(100);
    String second = due(200);
    marks.cleared();

    assertEquals(OptionalLong.empty(), marks.returned(first));
    assertEquals(OptionalLong.empty(), marks.returned(second));
  }

  @Test
  void afterAClearPositionsGoOnFromALowerPlace() {
    String before = due(1_000);
    marks.cleared();
    assertNull(marks.due(900));
    assertNull(marks.due(980));
    String after = due(1_000);

    assertNotEquals(before, after);
    assertEquals(OptionalLong.empty(), marks.returned(before));
    assertEquals(OptionalLong.of(1_000), marks.returned(after));
  }

  @Test
  void aLineThatNeverConfirmsCostsNoMemory() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= 65; i++) {
      names.add(due(i * 100L));
    }

    assertEquals(OptionalLong.empty(), marks.returned(names.get(0)));
    assertEquals(OptionalLong.of(200), marks.returned(names.get(1)));
    assertEquals(OptionalLong.of(6_500), marks.returned(names.get(64)));
  }

  private String due(long sentMillis) {
    String name = marks.due(sentMillis);
    assertNotNull(name);
    return name;
  }
}
