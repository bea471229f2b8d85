package dev.parley.gateway.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.audio.Pcm;
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

  @Test
  void aLoweredVoiceIsLowerWithinTenMillisecondsAlsoWhereItWaits() {
    earpiece.received(tone(10_000, 3));
    earpiece.tick();
    earpiece.tick();
    assertEquals(10_000, sample(earpiece.tick(), 319));

    earpiece.duck(-12);
    byte[] ramp = earpiece.tick();
    assertTrue(sample(ramp, 0) > 9_900, "begins without a jump: " + sample(ramp, 0));
    for (int i = 1; i < 160; i++) {
      int fall = sample(ramp, i - 1) - sample(ramp, i);
      assertTrue(fall >= 0 && fall < 100, "falls by " + fall + " at " + i);
    }
    assertEquals(2_512, sample(ramp, 160));
    assertEquals(2_512, sample(earpiece.tick(), 319));
  }

  @Test
  void aRaisedVoiceIsExactlyWhatWasReceived() {
    earpiece.duck(-12);
    earpiece.tick();
    earpiece.duck(0);
    earpiece.tick();
    earpiece.received(audio(0x83, 640));
    earpiece.tick();
    earpiece.tick();
    assertArrayEquals(audio(0x83, 640), earpiece.tick());
  }

  @Test
  void aClearDoesNotChangeTheGain() {
    earpiece.duck(-12);
    earpiece.tick();
    earpiece.clear();
    earpiece.received(tone(-10_000, 1));
    earpiece.tick();
    earpiece.tick();
    assertEquals(-2_512, sample(earpiece.tick(), 0));
  }

  @Test
  void theVoiceIsNeverMadeLouder() {
    earpiece.duck(20);
    earpiece.received(tone(10_000, 1));
    earpiece.tick();
    earpiece.tick();
    assertEquals(10_000, sample(earpiece.tick(), 319));
  }

  private static byte[] tone(int level, int frames) {
    short[] samples = new short[frames * 320];
    Arrays.fill(samples, (short) level);
    return Pcm.bytes(samples);
  }

  private static int sample(byte[] frame, int index) {
    return Pcm.samples(frame)[index];
  }

  private static byte[] audio(int value, int bytes) {
    byte[] pcm = new byte[bytes];
    Arrays.fill(pcm, (byte) value);
    return pcm;
  }
}
