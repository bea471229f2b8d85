package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeDecoderTest {
  @ParameterizedTest(name = "{0} samples: {1}")
  @CsvSource({"0, 128", "17600, 128", "32000, 192", "80000, 320", "160000, 576", "480000, 1500"})
  void theContextGrowsWithTheAudioInSteps(int samples, int positions) {
    assertEquals(positions, NativeDecoder.audioContext(samples));
  }

  @Test
  void whatWouldKillTheProcessIsRefusedBefore(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("tone.bin");
    ToneWhisperModel tones = ToneWhisperModel.ofWords();
    tones.write(file);
    try (NativeModel model = NativeModel.open(file)) {
      List<NativeDecoder> decoders = new ArrayList<>();
      for (int i = 0; i < NativeModel.MAX_DECODERS; i++) {
        decoders.add(model.newDecoder());
      }
      String ninth = String.valueOf(assertThrows(UserError.class, model::newDecoder).getMessage());
      assertTrue(ninth.contains("at most 8 decoders"), ninth);
      NativeDecoder first = decoders.get(0);
      assertThrows(
          IllegalArgumentException.class,
          () -> first.decode(new short[NativeDecoder.MAX_SAMPLES + 1], "en"));
      assertEquals(" a room", first.decode(tones.speak("a room"), "en"));

      decoders.forEach(NativeDecoder::close);
      first.close();
      assertThrows(IllegalStateException.class, () -> first.decode(new short[1], "en"));
      try (NativeDecoder again = model.newDecoder()) {
        assertEquals(" two nights", again.decode(tones.speak("two nights"), "en"));
      }
    }
  }
}
