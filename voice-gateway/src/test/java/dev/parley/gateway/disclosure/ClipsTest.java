package dev.parley.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.adapter.UserError;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.conversation.TurnRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClipsTest {
  private static final Clips CLIPS = Clips.load();

  @Test
  void allAreThereAndWhatTheyWere() {
    assertEquals(
        List.of("en", "de", "es", "fr"), CLIPS.all().stream().map(Clip::language).toList());
  }

  @ParameterizedTest
  @CsvSource({"en, en", "en-GB, en", "de-AT, de", "FR, fr", "es_MX, es", "ja, en", "'', en"})
  void theLanguageOfTheCallOrEnglish(String call, String clip) {
    assertEquals(clip, CLIPS.in(call).language());
  }

  @Test
  void theyBeginWithSilenceAndThenSpeakUp() {
    for (Clip clip : CLIPS.all()) {
      int lead = 200 * Pcm.SAMPLES_PER_MILLI;
      assertEquals(Double.NEGATIVE_INFINITY, Pcm.rmsDbfs(clip.samples(), 0, lead), clip.text());
      double dbfs = Pcm.rmsDbfs(clip.samples(), lead, clip.samples().length - lead);
      assertTrue(dbfs > -26 && dbfs < -18, clip.language() + " has " + dbfs + " dBFS");
    }
  }

  @Test
  void oneThatWasChangedByABitEndsTheStart() {
    Clip clip = CLIPS.all().getFirst();
    short[] changed = clip.samples().clone();
    changed[changed.length / 2] ^= 1;
    Clip other = new Clip("en", clip.text(), changed, Clips.hash(changed));

    UserError error = assertThrows(UserError.class, () -> Clips.checked(other, clip.sha256()));

    assertTrue(String.valueOf(error.getMessage()).contains("was changed"), error.toString());
  }

  @Test
  void oneWithASoundInItsFirst200MillisecondsEndsTheStart() {
    short[] samples = CLIPS.all().getFirst().samples().clone();
    samples[199 * Pcm.SAMPLES_PER_MILLI] = 1;
    Clip clip = new Clip("en", "", samples, Clips.hash(samples));

    assertThrows(UserError.class, () -> Clips.checked(clip, clip.sha256()));
  }

  @Test
  void theRulesOfAConversationHaveTheSameWords() {
    assertEquals(CLIPS.in("en").text(), TurnRules.standard().disclosure());
  }
}
