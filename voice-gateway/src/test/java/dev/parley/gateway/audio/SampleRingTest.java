package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class SampleRingTest {
  private final SampleRing ring = new SampleRing(10, 4);
  private short next;

  @Test
  void whatWasTakenComesAgainWhenGivenBack() {
    add(5);
    assertArrayEquals(new short[] {1, 2, 3}, take(3));
    assertEquals(2, ring.giveBack(2));

    assertArrayEquals(new short[] {2, 3, 4, 5}, take(9));
  }

  @Test
  void onlyTheLastOnesTakenAreRemembered() {
    add(9);
    take(9);
    assertEquals(4, ring.history());
    assertEquals(4, ring.giveBack(100));

    assertArrayEquals(new short[] {6, 7, 8, 9}, take(9));
  }

  @Test
  void whatWasGivenBackTakesNoRoom() {
    add(10);
    take(4);
    ring.giveBack(4);
    assertEquals(4, ring.free());
    add(4);
    assertThrows(IllegalArgumentException.class, () -> add(1));

    assertEquals(14, ring.size());
    assertArrayEquals(new short[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}, take(14));
  }

  @Test
  void aClearedRingRemembersNothing() {
    add(5);
    take(3);
    ring.clear();

    assertEquals(0, ring.giveBack(3));
    assertEquals(10, ring.free());
  }

  /** Samples are numbered, so the next to come out is known at all times; the storage grows. */
  @RepeatedTest(20)
  void samplesComeOutInOrderWhateverHappens(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    SampleRing large = new SampleRing(40_000, 5_000);
    short[] buffer = new short[4_000];
    short added = 0;
    short expected = 0;
    for (int step = 0; step < 400; step++) {
      int length = random.nextInt(buffer.length);
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          int fits = Math.min(length, large.free());
          for (int i = 0; i < fits; i++) {
            buffer[i] = added++;
          }
          large.add(buffer, 0, fits);
        }
        case 2 -> expected -= (short) large.giveBack(length);
        default -> {
          int taken = large.take(buffer, length);
          for (int i = 0; i < taken; i++) {
            assertEquals(expected++, buffer[i]);
          }
        }
      }
      assertEquals((short) (added - expected), (short) large.size());
    }
  }

  private void add(int count) {
    short[] numbered = new short[count];
    for (int i = 0; i < count; i++) {
      numbered[i] = (short) (next + i + 1);
    }
    ring.add(numbered, 0, count);
    next += (short) count;
  }

  private short[] take(int length) {
    short[] taken = new short[length];
    int count = ring.take(taken, length);
    return Arrays.copyOf(taken, count);
  }
}
