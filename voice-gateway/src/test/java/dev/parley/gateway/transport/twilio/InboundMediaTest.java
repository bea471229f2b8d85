package dev.parley.gateway.transport.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InboundMediaTest {
  private final InboundMedia media = new InboundMedia();

  @Test
  void eachChunkGivesTwiceItsSamples() {
    for (int chunk = 1; chunk <= 10; chunk++) {
      assertEquals(320, media.take(chunk, new byte[160]).length, 1);
    }
    assertEquals(1_600, media.samples());
  }

  @Test
  void whatIsMissingBecomesSilence() {
    media.take(1, new byte[160]);
    media.take(4, new byte[160]);

    assertEquals(4 * 160, media.samples());
  }

  @Test
  void aGapIsBounded() {
    media.take(1, new byte[160]);
    media.take(1_000_000_000_000L, new byte[160]);

    assertEquals(16_000 + 320, media.samples());
  }

  @Test
  void whatComesLateOrTwiceIsLeftOut() {
    media.take(1, new byte[160]);
    media.take(3, new byte[160]);

    assertEquals(0, media.take(2, new byte[160]).length);
    assertEquals(0, media.take(3, new byte[160]).length);
    assertEquals(480, media.samples());
  }

  @Test
  void aStreamMayBeginAnywhere() {
    media.take(500, new byte[160]);

    assertEquals(160, media.samples());
  }
}
