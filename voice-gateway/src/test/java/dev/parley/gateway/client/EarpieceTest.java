package dev.parley.gateway.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EarpieceTest {
  private static final byte[] SILENCE = new byte[640];

  private final Earpiece earpiece = new Earpiece();

  @Test
  void holdsAudioBackFortyMillisecondsAgainstJitter() {
    earpiece.received(audio(1, 640));
    assertArrayEquals(SILENCE, earpiece.tick());
    assertArrayEquals(SILENCE, earpiece.tick());
    assertArrayEquals(audio(1, 640), earpiece.tick());
  }

  @Test
  void playsFramesInOrderWhateverSizeTheyArriveIn() {
    earpiece.received(audio(1, 320));
    earpiece.received(audio(2, 960));
    earpiece.tick();
    earpiece.tick();
    byte[] first = earpiece.tick();
    assertEquals(1, first[319]);
    assertEquals(2, first[320]);
    assertArrayEquals(audio(2, 640), earpiece.tick());
    assertTrue(earpiece.isSilent());
    assertEquals(40, earpiece.playedMillis());
  }

  @Test
  void silenceIsNotCountedAsPlayed() {
    for (int i = 0; i < 10; i++) {
      earpiece.tick();
    }
    assertEquals(0, earpiece.playedMillis());
  }

  @Test
  void whatIsClearedIsNeverHeard() {
    earpiece.received(audio(1, 6_400));
    earpiece.tick();
    earpiece.tick();
    earpiece.tick();
    earpiece.clear();
    earpiece.received(audio(2, 640));
    assertArrayEquals(SILENCE, earpiece.tick());
    assertArrayEquals(SILENCE, earpiece.tick());
    assertArrayEquals(audio(2, 640), earpiece.tick());
    assertEquals(40, earpiece.playedMillis());
  }

  private static byte[] audio(int value, int bytes) {
    byte[] pcm = new byte[bytes];
    Arrays.fill(pcm, (byte) value);
    return pcm;
  }
}
