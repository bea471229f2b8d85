package dev.parley.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.watermark.Sounds;
import java.util.Arrays;

/** What came to a caller, against the clip as it was made. */
final class Captured {
  private Captured() {}

  static void assertIsClip(short[] clip, short[] captured) {
    assertEquals(clip.length, captured.length, Pcm.FRAME_SAMPLES);
    assertBeginsWith(clip, captured);
  }

  /** Nothing sounds before it, and it is as loud and as long as it was made. */
  static void assertBeginsWith(short[] clip, short[] captured) {
    assertTrue(
        captured.length > clip.length - Pcm.FRAME_SAMPLES,
        () -> captured.length + " samples of " + clip.length);
    int first = 0;
    while (clip[first] == 0) {
      // the watermark comes with the frame in which the voice begins
      assertEquals(0, captured[first], 2, "a sound before the clip");
      first++;
    }
    int common = Math.min(clip.length, captured.length);
    short[] made = Arrays.copyOf(clip, common);
    short[] heard = Arrays.copyOf(captured, common);
    double r = Sounds.correlation(made, heard);
    assertTrue(r >= 0.98, "correlation " + r);
    assertEquals(0, 10 * Math.log10(Sounds.power(heard) / Sounds.power(made)), 0.1, "gain, dB");
  }
}
