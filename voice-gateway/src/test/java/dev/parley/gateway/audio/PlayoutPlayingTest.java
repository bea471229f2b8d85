package dev.parley.gateway.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the caller's loudspeaker plays; a sample's value is its own place in ms. */
final class PlayoutPlayingTest {
  private static final long MILLI = 1_000_000;

  private final Playout playout = new Playout(PlayoutSettings.standard());
  private final short[] frame = new short[Pcm.FRAME_SAMPLES];

  @Test
  void isSilentBeforeAnAnswer() {
    assertFalse(playing(0));
  }

  @Test
  void isWhatWasSentUpTo200MillisBefore() {
    say();
    poll(0);

    assertTrue(playing(0));
    assertEquals(0, frame[0]);
    assertTrue(playing(60));
    assertEquals(60, frame[0]);
  }

  @Test
  void followsTheAcksOfASlowLine() {
    say();
    for (int now = 0; now <= 400; now += 20) {
      poll(now);
    }
    playout.acked(400 * MILLI, 250);

    assertTrue(playing(420));
    assertEquals(270, frame[0]);
  }

  @Test
  void isSilentWhenTheLineHasRunDry() {
    say();
    poll(0);

    assertFalse(playing(200));
  }

  @Test
  void isSilentWhileTheVoiceIsHeldAndAfterACut() {
    say();
    poll(0);
    playout.hold(40 * MILLI);
    assertFalse(playing(60));

    playout.resume(100 * MILLI);
    poll(100);
    assertTrue(playing(100));
    playout.clear(120 * MILLI);
    assertFalse(playing(120));
  }

  private void say() {
    short[] pcm = new short[1_000 * Pcm.SAMPLES_PER_MILLI];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (i / Pcm.SAMPLES_PER_MILLI);
    }
    playout.begin();
    playout.beginClause(1, "a second of it");
    playout.append(1, pcm, 0, pcm.length);
    playout.endOfAnswer();
  }

  private void poll(int millis) {
    playout.poll(millis * MILLI, pcm -> {});
  }

  private boolean playing(int millis) {
    return playout.playing(millis * MILLI, frame);
  }
}
