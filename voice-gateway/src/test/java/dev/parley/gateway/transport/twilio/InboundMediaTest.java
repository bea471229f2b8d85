package dev.parley.gateway.transport.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.gateway.audio.LineCodec;
import org.junit.jupiter.api.Test;

class InboundMediaTest {
  private final InboundMedia media = new InboundMedia(new LineCodec(LineCodec.Format.MU_LAW));

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
}
