package dev.parley.stt.sphinx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AfterSpeechTest {
  private final Random random = new Random(1);
  private final Cepstra cepstra = new Cepstra();

  @Test
  void silenceAfterThePauseIsSilence() {
    Hypothesis word = aWordAndAPause();
    sound(400, 20);
    assertTrue(AfterSpeech.isSilence(word, cepstra));
  }

  @Test
  void softSpeechAfterThePauseIsNot() {
    Hypothesis word = aWordAndAPause();
    sound(100, 20);
    sound(80, 500);
    assertFalse(AfterSpeech.isSilence(word, cepstra));
  }

  @Test
  void withoutWordsNothingIsKnown() {
    sound(500, 20);
    Hypothesis none = hypothesis(List.of());
    sound(200, 20);
    assertFalse(AfterSpeech.isSilence(none, cepstra));
  }

  private Hypothesis aWordAndAPause() {
    sound(200, 20);
    sound(400, 3000);
    sound(200, 20);
    assertEquals(78, cepstra.count());
    return hypothesis(List.of(new Hypothesis.Spoken("today", 2, 20, 60)));
  }

  private Hypothesis hypothesis(List<Hypothesis.Spoken> words) {
    int frames = cepstra.count();
    boolean[] spoken = new boolean[frames];
    words.forEach(w -> Arrays.fill(spoken, w.startFrame(), w.endFrame(), true));
    return new Hypothesis(words, new float[frames], new float[frames], spoken);
  }

  private void sound(int millis, double deviation) {
    short[] samples = new short[16 * millis];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (random.nextGaussian() * deviation);
    }
    cepstra.add(samples);
  }
}
