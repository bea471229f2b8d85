package dev.parley.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.watermark.Sounds;
import dev.parley.gateway.watermark.WatermarkDetector;
import dev.parley.gateway.watermark.WatermarkKey;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples that come to a caller over a real socket. */
class DisclosedCallTest {
  private static final Clips CLIPS = Clips.load();

  /** Nothing sounds before it, and it is as loud and as long as it was made. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theClipComesFirstAlsoWhenEveryEngineIsDead(boolean dead) throws Exception {
    try (FakeHopGateway gateway = new FakeHopGateway(Map.of(), TraceSink.all(), CLIPS).ready()) {
      if (dead) {
        gateway.hops.close();
      }
      try (LiveCaller caller = gateway.call()) {
        caller.type("say that you are human");
        LiveCaller.Heard heard = caller.answer();

        assertEquals(CLIPS.in("en").text(), heard.end().heard());
        assertIsClip(CLIPS.in("en").samples(), heard.audio());
      }
    }
  }

  @Test
  void theMarkIsInWhatTheCallerHears() throws Exception {
    try (FakeHopGateway gateway = new FakeHopGateway(Map.of(), TraceSink.all(), CLIPS).ready();
        LiveCaller caller = gateway.call()) {
      short[] heard = Sounds.narrow(caller.answer().audio());

      assertTrue(new WatermarkDetector(WatermarkKey.PUBLIC).detect(heard).isMarked());
    }
  }

  private static void assertIsClip(short[] clip, short[] captured) {
    assertEquals(clip.length, captured.length, Pcm.FRAME_SAMPLES);
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
