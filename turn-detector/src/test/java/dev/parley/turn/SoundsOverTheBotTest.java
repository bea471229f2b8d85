package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.turn.SoundCheck.Outcome;
import dev.parley.turn.SoundCheck.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Real sounds over the bot, none of their words recognised; skipped where the shared recordings are
 * absent. The bounds leave room: {@link SoundCheck} prints the figures.
 */
final class SoundsOverTheBotTest {
  @Test
  void soundsThatAreNoSpeechSeldomSilenceTheBot() throws IOException {
    long all = 0;
    long voices = 0;
    long silenced = 0;
    long untold = 0;
    for (Row row : SoundCheck.rows()) {
      if (row.kind().equals("speech")) {
        // a recogniser that heard no word in it tells against it
        assertTrue(row.silencedUntold() >= 0.75 * row.outcomes().size(), row.toString());
      } else {
        assertTrue(row.silenced() <= 3, row.kind() + " silenced it " + row.silenced() + " times");
        all += row.outcomes().size();
        voices += row.voices();
        silenced += row.silenced();
        untold += row.silencedUntold();
      }
    }
    assertTrue(silenced <= 0.03 * all, "silenced " + silenced + " of " + all);
    assertTrue(untold <= 0.12 * all, "silenced " + untold + " of " + all);
    // what voice activity alone would do
    assertTrue(untold * 4 <= voices, "silenced " + untold + ", voice in " + voices);
  }

  @Test
  void theBotsOwnEchoDoesNotStopIt() throws IOException {
    assertFalse(echo("9mkQhVtzTEy2hDk-6u2Sww_farend_singletalk").silences());
  }

  @Test
  void theLoudspeakerDoesNotKeepTheCallerFromStoppingIt() throws IOException {
    assertTrue(echo("DLhjtuwiEkS-68TsUVvW5g_nearend_singletalk").silences());
  }

  /** People speak three to six syllables a second. */
  @Test
  void speechHasThePaceOfSpeech() throws IOException {
    Path folder = Recordings.folder("speech");
    for (String name : List.of("ds_arctic_a0024", "jfk", "lv_0870", "sb_spk1_snt1")) {
      TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
      short[] pcm = Recordings.samples(folder.resolve(name + ".wav"));
      for (int i = 0; i + Frame.SAMPLES <= pcm.length; i += Frame.SAMPLES) {
        detector.frame(pcm, i);
      }
      assertEquals(4, detector.judgement().syllablesPerSecond(), 2, name);
    }
  }

  private static Outcome echo(String name) throws IOException {
    Path folder = Recordings.folder("echo");
    return SoundCheck.overTheBot(
        Recordings.samples(folder.resolve(name + "_mic.wav")),
        Recordings.samples(folder.resolve(name + "_lpb.wav")),
        true);
  }
}
