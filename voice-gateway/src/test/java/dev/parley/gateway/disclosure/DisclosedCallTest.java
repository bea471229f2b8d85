package dev.parley.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.FakeHopGateway;
import dev.parley.gateway.LiveCaller;
import dev.parley.gateway.observe.TraceSink;
import dev.parley.gateway.watermark.Sounds;
import dev.parley.gateway.watermark.WatermarkDetector;
import dev.parley.gateway.watermark.WatermarkKey;
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
        Captured.assertIsClip(CLIPS.in("en").samples(), heard.audio());
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
}
