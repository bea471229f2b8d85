package dev.parley.gateway.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.audio.LineCodec;
import org.junit.jupiter.api.Test;

class InboundMediaTest {
  private final InboundMedia media = new InboundMedia(new LineCodec(LineCodec.Format.MU_LAW), 0);

  @Test
  void eachChunkGivesTwiceItsSamples() {
    int samples = 0;
    for (int chunk = 1; chunk <= 10; chunk++) {
      samples += media.take(chunk, new byte[160]).length;
    }
    assertEquals(3_200, samples, 1);
  }

  @Test
  void whatIsMissingBecomesSilence() {
    media.take(1, new byte[160]);

    assertEquals(3 * 320, media.take(4, new byte[160]).length, 1);
  }

  @Test
  void aGapIsBounded() {
    media.take(1, new byte[160]);

    assertEquals(32_000 + 320, media.take(1_000_000_000_000L, new byte[160]).length, 1);
  }

  @Test
  void theLargestNumberIsAGapLikeOthers() {
    media.take(1, new byte[160]);

    assertEquals(32_000 + 320, media.take(999_999_999_999_999_999L, new byte[160]).length, 1);
  }

  @Test
  void whatComesLateOrTwiceIsLeftOut() {
    media.take(1, new byte[160]);
    media.take(3, new byte[160]);

    assertEquals(0, media.take(2, new byte[160]).length);
    assertEquals(0, media.take(3, new byte[160]).length);
  }

  @Test
  void aStreamMayBeginAnywhere() {
    assertEquals(320, media.take(500, new byte[160]).length, 1);
  }

  // ---- where chunks may overtake each other

  private final InboundMedia patient =
      new InboundMedia(new LineCodec(LineCodec.Format.LINEAR_16K), 3);

  @Test
  void whatOvertookOthersWaitsForThem() {
    assertArrayEquals(new short[] {1}, patient.take(1, sample(1)));
    assertArrayEquals(new short[0], patient.take(3, sample(3)));
    assertArrayEquals(new short[0], patient.take(4, sample(4)));
    assertArrayEquals(new short[] {2, 3, 4}, patient.take(2, sample(2)));
    assertArrayEquals(new short[] {5}, patient.take(5, sample(5)));
  }

  @Test
  void noneIsWaitedForLong() {
    patient.take(1, sample(1));
    patient.take(3, sample(3));
    patient.take(4, sample(4));
    patient.take(5, sample(5));
    assertArrayEquals(new short[] {0, 3, 4, 5, 6}, patient.take(6, sample(6)));
    assertArrayEquals(new short[0], patient.take(2, sample(2)));
  }

  private static byte[] sample(int value) {
    return new byte[] {(byte) value, 0};
  }
}
