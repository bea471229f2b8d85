package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TurnDetectorProviderTest {
  @Test
  void aDetectorOfSomebodyElseIsFoundByItsNameAndJudges() {
    TurnDetector detector = TurnDetectorProvider.named("patient").open();
    short[] pcm = new Sound().silence(500).vowel(600, -20).silence(1500).pcm();
    int frames = pcm.length / Frame.SAMPLES;
    double duringSpeech = -1;
    for (int i = 0; i < frames; i++) {
      detector.frame(pcm, i * Frame.SAMPLES);
      if ((i + 1) * Frame.MILLIS == 1_000) {
        duringSpeech = detector.endOfTurn();
      }
    }

    assertEquals(0, duringSpeech);
    assertEquals(1, detector.endOfTurn());
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> TurnDetectorProvider.named("clairvoyant"));

    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("patient"), message);
    assertTrue(message.contains(TurnDetectorProvider.LEARNED), message);
  }
}
