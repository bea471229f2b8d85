package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PreRollTest {
  @Test
  void nothingWasHeardYet() {
    assertEquals(0, PreRoll.standard().samples().length);
  }

  @Test
  void keepsAllOfLittle() {
    PreRoll preRoll = new PreRoll(1);
    preRoll.add(new short[] {9, 1, 2, 3, 9}, 1, 3);

    assertArrayEquals(new short[] {1, 2, 3}, preRoll.samples());
  }

  @Test
  void keepsTheLastOfMuchHoweverItCame() {
    Random random = new Random(7);
    short[] audio = new short[5_000];
    for (int i = 0; i < audio.length; i++) {
      audio[i] = (short) i;
    }
    PreRoll preRoll = new PreRoll(20);
    int done = 0;
    while (done < audio.length) {
      int part = Math.min(audio.length - done, random.nextInt(700));
      preRoll.add(audio, done, part);
      done += part;
      int kept = Math.min(done, 320);
      short[] expected = Arrays.copyOfRange(audio, done - kept, done);
      assertArrayEquals(expected, preRoll.samples());
    }
  }

  @Test
  void forgets() {
    PreRoll preRoll = new PreRoll(20);
    preRoll.add(new short[320], 0, 320);
    preRoll.clear();

    assertEquals(0, preRoll.samples().length);
  }
}
