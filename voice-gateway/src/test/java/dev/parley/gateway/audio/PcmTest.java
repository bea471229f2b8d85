package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PcmTest {
  @Test
  void samplesAreLittleEndian() {
    assertArrayEquals(
        new byte[] {0x34, 0x12, -1, -1, 0, -128}, Pcm.bytes(new short[] {0x1234, -1, -32768}));
  }

  @Test
  void everySampleSurvivesTheWayThere() {
    short[] all = new short[1 << 16];
    for (int i = 0; i < all.length; i++) {
      all[i] = (short) i;
    }

    assertArrayEquals(all, Pcm.samples(Pcm.bytes(all)));
  }

  @Test
  void halfASampleIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Pcm.samples(new byte[3]));
  }

  @Test
  void levelsAreAgainstFullScale() {
    short[] tone = Tone.of(16_000, 1_000, 16_000, 1);

    assertEquals(-3.01, Pcm.rmsDbfs(tone, 0, tone.length), 0.01);
    assertTrue(Double.isInfinite(Pcm.rmsDbfs(new short[10], 0, 10)));
    assertTrue(Double.isInfinite(Pcm.rmsDbfs(new short[0], 0, 0)));
  }
}
