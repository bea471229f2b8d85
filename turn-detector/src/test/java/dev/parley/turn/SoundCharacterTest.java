package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Generated sounds over the bot; the recorded ones are in {@link SoundsOverTheBotTest}. */
final class SoundCharacterTest {
  private static final int DB = -22;

  @Test
  void aVoiceWhoseMouthMovesIsSpeech() {
    assertEquals(1, heard(spoken(new Sound().silence(1200), 3)).speechLikeness());
  }

  @Test
  void aHumIsNone() {
    assertTrue(heard(new Sound().silence(1200).vowel(900, DB)).speechLikeness() < 0.1);
  }

  @Test
  void aToneIsNone() {
    Sound tone = new Sound().silence(1200).harmonics(900, 350, 1, 1, DB);

    assertTrue(heard(tone).speechLikeness() < 0.1);
  }

  /** A laugh: one vowel over and over, breathed between in the same shape. */
  @Test
  void theSameSyllableOverAndOverIsNone() {
    Sound laugh = new Sound().silence(1200);
    for (int i = 0; i < 6; i++) {
      laugh.diphthong(90, 700, 1100, 700, 1100, DB).diphthong(100, 700, 1100, 700, 1100, DB - 15);
    }

    assertTrue(heard(laugh).speechLikeness() < 0.1, heard(laugh).toString());
  }

  /** Exactly as far apart after 80 ms as after 20: that is chance. */
  @Test
  void noiseGoesNowhere() {
    Articulation noise = articulation(new Sound().noise(3000, DB));

    assertEquals(1, noise.persistence(), 0.1);
    assertTrue(noise.reachDb() < 8, "reach " + noise.reachDb());
  }

  @Test
  void speechGoesSomewhere() {
    Articulation speech = articulation(spoken(new Sound(), 3));

    assertTrue(speech.persistence() > 1.5, "persistence " + speech.persistence());
    assertTrue(speech.reachDb() > 9, "reach " + speech.reachDb());
  }

  @Test
  void theBotsOwnVoiceComingBackIsEcho() {
    short[] bot = spoken(new Sound().silence(600), 6).pcm();

    assertTrue(echo(bot, late(bot, 160, 0.1)) > 0.95);
  }

  @Test
  void anotherVoiceIsNoEcho() {
    short[] bot = spoken(new Sound().silence(600), 6).pcm();
    Sound caller = new Sound().silence(1700);
    for (int i = 0; i < 4; i++) {
      caller.diphthong(230, 500, 1500, 400, 2000, DB).noise(120, DB - 6).glide(90, 190, 170, DB);
    }

    double echo = echo(bot, Arrays.copyOf(caller.pcm(), bot.length));
    assertTrue(echo < 0.05, "echo " + echo);
  }

  private static double echo(short[] loudspeaker, short[] microphone) {
    return detector(microphone, loudspeaker).judgement().echoLikeness();
  }

  private static short[] late(short[] sound, int millis, double gain) {
    short[] later = new Sound().silence(sound.length * 1000 / Frame.RATE_HZ).pcm();
    int by = millis * Frame.RATE_HZ / 1000;
    for (int i = by; i < later.length; i++) {
      later[i] += (short) (gain * sound[i - by]);
    }
    return later;
  }

  private static Judgement heard(Sound sound) {
    return detector(sound.pcm(), new short[0]).judgement();
  }

  private static TurnDetector detector(short[] microphone, short[] loudspeaker) {
    TurnDetector detector = TurnDetectorProvider.named(TurnDetectorProvider.LEARNED).open();
    detector.bot(BotActivity.SPEAKING, "breakfast is served from");
    for (int i = 0; i + Frame.SAMPLES <= microphone.length; i += Frame.SAMPLES) {
      if (loudspeaker.length > 0) {
        detector.loudspeaker(loudspeaker, i);
      }
      detector.frame(microphone, i);
    }
    return detector;
  }

  private static Articulation articulation(Sound sound) {
    Articulation articulation = new Articulation();
    Spectrum spectrum = new Spectrum();
    float[] bands = new float[Spectrum.BANDS];
    short[] pcm = sound.pcm();
    for (int i = 0; i + Frame.SAMPLES <= pcm.length; i += Frame.SAMPLES) {
      spectrum.analyse(pcm, i);
      for (int b = 0; b < Spectrum.BANDS; b++) {
        bands[b] = (float) spectrum.bandDb(b);
      }
      articulation.frame(bands, true);
    }
    return articulation;
  }

  /** Vowels from ah to ee to oo and back, with a fricative before each. */
  private static Sound spoken(Sound sound, int times) {
    for (int i = 0; i < times; i++) {
      sound
          .noise(60, DB - 12)
          .diphthong(160, 700, 1100, 300, 2200, DB)
          .noise(40, DB - 14)
          .diphthong(160, 300, 2200, 350, 800, DB)
          .diphthong(120, 350, 800, 700, 1100, DB);
    }
    return sound;
  }
}
