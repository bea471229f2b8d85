package dev.parley.tts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.Settings;
import dev.parley.proto.v1.WordMark;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class FreeTtsOverGrpcTest {
  private static final int RATE_HZ = 16_000;

  private static SpeechClient client;

  @BeforeAll
  static void start() {
    TtsAdapterProvider provider = new TtsAdapterProvider();
    client =
        new SpeechClient(
            provider.open(
                Settings.of(
                    provider.settings(), Map.of("tts.engine", "freetts", "tts.workers", "2"))));
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @Test
  void aClauseComesBackAsAudioMarksAndAnEnd() throws Exception {
    String text = "Breakfast is served from seven to ten.";
    SpokenAnswer answer = client.say(text);

    assertEquals(1, answer.ends().size());
    int audioMillis = answer.ends().get(0).getAudioMs();
    assertEquals(answer.samples(1).length / (RATE_HZ / 1000), audioMillis);
    // 7 words at 120 to 300 words a minute
    assertTrue(audioMillis > 1_400 && audioMillis < 3_750, "took " + audioMillis + " ms");
    List<String> marked =
        answer.marks(1).stream()
            .map((WordMark mark) -> text.substring(mark.getStartChar(), mark.getEndChar()))
            .toList();
    assertEquals(List.of("Breakfast", "is", "served", "from", "seven", "to", "ten"), marked);
  }
}
