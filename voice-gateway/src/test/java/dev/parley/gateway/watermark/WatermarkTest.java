package dev.parley.gateway.watermark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.disclosure.Clips;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class WatermarkTest {
  private static final int FRAME = Pcm.FRAME_SAMPLES;
  private static final short[] SPEECH = Sounds.wholeFrames(Clips.load().all().getFirst().samples());

  @Test
  void itIs27DecibelsBelowTheSpeechAndTheSpeechIsWhatItWas() {
    for (Clip clip : Clips.load().all()) {
      short[] speech = Sounds.wholeFrames(clip.samples());
      short[] marked = Sounds.marked(speech);

      assertEquals(-27, Sounds.differenceDb(speech, marked), 1.5, clip.language());
      double correlation = Sounds.correlation(speech, marked);
      assertTrue(correlation >= 0.98, clip.language() + " " + correlation);
    }
  }

  @Test
  void inNoFrameIsItNearlyAsLoudAsTheSpeech() {
    short[] marked = Sounds.marked(SPEECH);
    for (int at = 0; at < SPEECH.length; at += FRAME) {
      short[] before = Arrays.copyOfRange(SPEECH, at, at + FRAME);
      if (Sounds.power(before) > 100) {
        double db = Sounds.differenceDb(before, Arrays.copyOfRange(marked, at, at + FRAME));
        assertTrue(db < -15, "frame " + at / FRAME + ": " + db + " dB");
      }
    }
  }

  @Test
  void silenceStaysSilent() {
    short[] marked = Sounds.marked(SPEECH);
    int silent = 0;
    for (int at = 0; at < SPEECH.length; at += FRAME) {
      if (Sounds.power(Arrays.copyOfRange(SPEECH, at, at + FRAME)) == 0) {
        assertEquals(0, Sounds.power(Arrays.copyOfRange(marked, at, at + FRAME)), "at " + at);
        silent++;
      }
    }
    assertTrue(silent >= 10, silent + " silent frames");
    assertArrayEquals(new short[50 * FRAME], Sounds.marked(new short[50 * FRAME]));
  }

  @Test
  void howManyFramesComeAtOnceMakesNoDifference() {
    short[] atOnce = Sounds.marked(SPEECH);
    short[] oneByOne = new short[SPEECH.length];
    Watermark mark = new Watermark(WatermarkKey.PUBLIC);
    short[] room = new short[3 * FRAME];
    for (int at = 0; at < SPEECH.length; at += FRAME) {
      System.arraycopy(SPEECH, at, room, FRAME, FRAME);
      mark.mark(room, FRAME, FRAME);
      System.arraycopy(room, FRAME, oneByOne, at, FRAME);
    }

    assertArrayEquals(atOnce, oneByOne);
    assertArrayEquals(new short[FRAME], Arrays.copyOfRange(room, 2 * FRAME, 3 * FRAME));
  }

  @Test
  void theSameSpeechIsMarkedTheSameWay() {
    assertArrayEquals(Sounds.marked(SPEECH), Sounds.marked(SPEECH));
  }

  @Test
  void theNoiseGoesOnDuringSilenceAndComesAgainAfterOneSecond() {
    short[] marked = Sounds.marked(SPEECH);

    assertArrayEquals(marked, after(50));
    assertFalse(Arrays.equals(marked, after(25)));
  }

  /** The marked speech, when the call began with so many silent frames. */
  private static short[] after(int frames) {
    Watermark mark = new Watermark(WatermarkKey.PUBLIC);
    mark.mark(new short[frames * FRAME], 0, frames * FRAME);
    return Sounds.marked(SPEECH, mark);
  }

  @Test
  void whatIsAsLoudAsCanBeIsCutAndNotTurnedOver() {
    short[] loud = new short[SPEECH.length];
    for (int i = 0; i < loud.length; i++) {
      loud[i] = (short) Math.clamp(100 * SPEECH[i], Short.MIN_VALUE, Short.MAX_VALUE);
    }
    short[] marked = Sounds.marked(loud);

    for (int i = 0; i < loud.length; i++) {
      assertTrue(
          Math.abs(marked[i] - loud[i]) < 16_000, i + ": " + loud[i] + " became " + marked[i]);
    }
  }

  @Test
  void aPartOfAFrameIsRefusedAndNothingIsMarked() {
    short[] pcm = SPEECH.clone();
    Watermark mark = new Watermark(WatermarkKey.PUBLIC);

    assertThrows(IllegalArgumentException.class, () -> mark.mark(pcm, 0, 30 * FRAME + 1));
    assertArrayEquals(SPEECH, pcm);
  }

  @Test
  void framesAllocateNothing() {
    Watermark mark = new Watermark(WatermarkKey.PUBLIC);
    short[] pcm = SPEECH.clone();
    mark.mark(pcm, 0, pcm.length);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10; i++) {
      mark.mark(pcm, 0, pcm.length);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    // 2,300 frames: one object each would be more
    assertTrue(allocated < 20_000, allocated + " bytes");
  }

  /** Recordings outlive a version of the program: the noise of a key must never change. */
  @Test
  void theNoiseOfTheKeyIsWhatItWas() {
    float[] wave = WatermarkKey.PUBLIC.wave();

    assertEquals(Pcm.RATE_HZ, wave.length);
    assertArrayEquals(
        new float[] {-0.18184f, -1.22550f, -1.28307f, -0.48167f},
        Arrays.copyOf(wave, 4),
        1e-4f,
        "the first samples");
    assertEquals(0.66360f, wave[12_345], 1e-4f);
  }
}
