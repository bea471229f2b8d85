package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoudnessTest {
  private static final int SECOND = 16_000;

  @Test
  void onlyLoudFramesCount() {
    short[] audio = new short[2 * SECOND];
    Arrays.fill(audio, SECOND, 2 * SECOND, (short) 1_000);
    assertEquals(1_000, Loudness.voicedMillis(audio, 0, audio.length));
    assertEquals(0, Loudness.voicedMillis(audio, 0, SECOND));
  }

  @Test
  void ditherIsNotSpeech() {
    short[] audio = new short[SECOND];
    for (int i = 0; i < audio.length; i++) {
      audio[i] = (short) (i % 3 - 1);
    }
    assertEquals(0, Loudness.voicedMillis(audio, 0, audio.length));
  }

  @Test
  void theQuietestGapIsFound() {
    short[] audio = new short[4 * SECOND];
    Arrays.fill(audio, (short) 5_000);
    Arrays.fill(audio, 3 * SECOND, 3 * SECOND + SECOND / 4, (short) 900);
    int gap = Loudness.quietestGap(audio, 0, audio.length);
    assertTrue(gap > 3 * SECOND && gap < 3 * SECOND + SECOND / 4, "found " + gap);
  }

  @Test
  void aPauseEndsWhereSpeechBeginsAgain() {
    short[] audio = new short[6 * SECOND];
    Arrays.fill(audio, SECOND, 2 * SECOND, (short) 5_000);
    Arrays.fill(audio, 3 * SECOND, 4 * SECOND, (short) 5_000);
    assertEquals(3 * SECOND, Loudness.endOfPause(audio, 0, audio.length, 500));
    assertEquals(-1, Loudness.endOfPause(audio, 4 * SECOND, audio.length, 500));
    assertEquals(-1, Loudness.endOfPause(audio, 0, audio.length, 1_200));
  }
}
