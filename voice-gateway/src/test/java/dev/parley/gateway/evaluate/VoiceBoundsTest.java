package dev.parley.gateway.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VoiceBoundsTest {
  private static final int RATE = 16_000;

  private final short[] samples = new short[2 * RATE];

  @Test
  void findsTheVoiceInQuietNoise() {
    noise(0, samples.length, 20);
    noise(RATE / 2, RATE, 4_000);
    assertEquals(new VoiceBounds(25, 50), VoiceBounds.of(samples));
  }

  @Test
  void aPauseInTheMiddleBelongsToTheVoice() {
    noise(RATE / 2, RATE, 4_000);
    noise(3 * RATE / 2, 7 * RATE / 4, 4_000);
    VoiceBounds bounds = VoiceBounds.of(samples);
    assertEquals(25, bounds.firstFrame());
    assertEquals(88, bounds.endFrame());
  }

  @Test
  void aClickIsNotAVoice() {
    noise(RATE / 2, RATE, 4_000);
    noise(7 * RATE / 4, 7 * RATE / 4 + 100, 4_000);
    assertEquals(new VoiceBounds(25, 50), VoiceBounds.of(samples));
  }

  @Test
  void aRecordingCutAtTheVoiceIsVoiceThroughout() {
    noise(0, samples.length, 4_000);
    assertEquals(new VoiceBounds(0, 100), VoiceBounds.of(samples));
  }

  @Test
  void silenceIsTakenWhole() {
    assertEquals(new VoiceBounds(0, 100), VoiceBounds.of(samples));
  }

  private void noise(int from, int to, int amplitude) {
    Random random = new Random(from);
    for (int i = from; i < to; i++) {
      samples[i] = (short) (random.nextInt(2 * amplitude + 1) - amplitude);
    }
  }
}
