package dev.parley.gateway.call;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.SharedFiles;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.audio.ThroughATelephone;
import dev.parley.gateway.audio.WavFile;
import dev.parley.turn.BotActivity;
import dev.parley.turn.TurnDetector;
import dev.parley.turn.TurnDetectorProvider;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A telephone whose loudspeaker is heard by its own microphone: the bot's voice comes back over the
 * line, late, softer and in the telephone's band, and must not interrupt the bot. What callers say
 * themselves must.
 */
class SpeakerphoneTest {
  private static final double SILENCES = 0.8;
  private static final int FRAME = 320;
  private static final int LOOK_FRAMES = 5;
  private static final List<String> VOICES =
      List.of(
          "jfk",
          "lv_0870",
          "lv_0880",
          "lv_0920",
          "sb_spk1_snt1",
          "sb_spk1_snt3",
          "sb_spk2_snt1",
          "ds_arctic_a0024",
          "ms_beckett");

  /** The way there and back. */
  @ParameterizedTest
  @ValueSource(ints = {60, 160, 260, 380})
  void theBotsEchoDoesNotInterruptIt(int lateMillis) {
    int silenced = 0;
    for (String bot : VOICES) {
      short[] played = speech(bot);
      silenced += silences(played, room(played, lateMillis, 0.25)) ? 1 : 0;
    }
    assertTrue(silenced <= 1, "the echo silenced it " + silenced + " times of " + VOICES.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 160, 260, 380})
  void whoSpeaksOverTheEchoDoes(int lateMillis) {
    int silenced = 0;
    for (int i = 0; i < VOICES.size(); i++) {
      short[] played = speech(VOICES.get(i));
      short[] heard = room(played, lateMillis, 0.1);
      short[] caller = speech(VOICES.get((i + 4) % VOICES.size()));
      for (int k = 0; k < Math.min(caller.length, heard.length - 16_000); k++) {
        heard[16_000 + k] =
            (short)
                Math.clamp((long) heard[16_000 + k] + caller[k], Short.MIN_VALUE, Short.MAX_VALUE);
      }
      silenced += silences(played, heard) ? 1 : 0;
    }
    assertTrue(silenced >= VOICES.size() - 3, "only " + silenced + " of " + VOICES.size());
  }

  private static short[] speech(String name) {
    return WavFile.channels(SharedFiles.at("audio/speech/" + name + ".wav"), Pcm.RATE_HZ)
        .getFirst();
  }

  /** What the microphone hears of a loudspeaker, with two reflections and room tone. */
  private static short[] room(short[] played, int lateMillis, double gain) {
    Random random = new Random(7);
    int late = lateMillis * Pcm.SAMPLES_PER_MILLI;
    short[] heard = new short[played.length + late + 16_000];
    for (int i = 0; i < heard.length; i++) {
      double sound =
          at(played, i - late)
              + 0.5 * at(played, i - late - 190)
              + 0.3 * at(played, i - late - 610);
      heard[i] = (short) Math.round(gain * sound + 12 * random.nextGaussian());
    }
    return ThroughATelephone.line(heard);
  }

  private static int at(short[] pcm, int i) {
    return i < 0 || i >= pcm.length ? 0 : pcm[i];
  }

  private static boolean silences(short[] played, short[] heard) {
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    detector.bot(BotActivity.SPEAKING, "breakfast is served from seven to ten in the");
    boolean silenced = false;
    for (int i = 0; i + FRAME <= heard.length; i += FRAME) {
      if (i + FRAME <= played.length) {
        detector.loudspeaker(played, i);
      }
      detector.frame(heard, i);
      boolean looks = i / FRAME % LOOK_FRAMES == 0;
      silenced |= looks && detector.interruption() >= SILENCES;
    }
    return silenced;
  }
}
