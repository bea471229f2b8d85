package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProsodyTest {
  private static final int DB = -20;

  @ParameterizedTest
  @ValueSource(doubles = {75, 98, 120, 163, 210, 255, 310, 380})
  void thePitchIsThatOfTheVoice(double hz) {
    double[] heard = pitches(new Sound().silence(500).glide(600, hz, hz, DB));

    assertTrue(heard.length >= 25, "voiced frames: " + heard.length);
    for (double pitch : heard) {
      assertEquals(hz, pitch, 0.01 * hz);
    }
  }

  /** Octave errors: the strongest harmonic is not the first, as on a phone line. */
  @ParameterizedTest
  @ValueSource(doubles = {90, 120, 180, 230})
  void theFundamentalMayBeMissing(double hz) {
    double[] heard = pitches(new Sound().silence(500).harmonics(600, hz, 3, 9, DB));

    long wrong = Arrays.stream(heard).filter(p -> Math.abs(p - hz) > 0.02 * hz).count();
    assertTrue(heard.length >= 25 && wrong <= 1, wrong + " wrong of " + heard.length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-24, -12, 0, 12, 24})
  void theSlopeIsThatOfTheGlide(double semitonesPerSecond) {
    double end = 150 * Math.pow(2, semitonesPerSecond * 0.5 / 12);
    Heard heard = new Heard().listen(new Sound().silence(500).glide(500, 150, end, DB));

    assertEquals(semitonesPerSecond, heard.prosody.pitchSlope(), 1);
  }

  @Test
  void theSlopeStaysWhenTheVoiceFallsSilent() {
    Sound sound = new Sound().silence(500).glide(400, 200, 160, DB).silence(700);

    assertEquals(
        12 * Math.log(0.8) / Math.log(2) / 0.4,
        new Heard().listen(sound).prosody.pitchSlope(),
        1.5);
  }

  @Test
  void noiseHasNoSlope() {
    assertEquals(
        0, new Heard().listen(new Sound().silence(500).noise(600, DB)).prosody.pitchSlope());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6})
  void syllablesAreCounted(int perSecond) {
    Sound sound = new Sound().silence(500);
    int period = 1000 / perSecond;
    for (int i = 0; i < 3 * perSecond; i++) {
      sound.vowel(period * 6 / 10, DB).noise(period * 4 / 10, DB - 15);
    }

    assertEquals(
        perSecond, new Heard().listen(sound).prosody.syllablesPerSecond(), 0.08 * perSecond);
  }

  @Test
  void steadySoundHasNoSyllablesButOne() {
    Heard heard = new Heard().listen(new Sound().silence(500).vowel(2000, DB));

    assertTrue(heard.prosody.syllablesPerSecond() <= 0.5, "" + heard.prosody.syllablesPerSecond());
  }

  @Test
  void aLongLastSyllableIsNoticed() {
    Sound sound = new Sound().silence(500);
    for (int i = 0; i < 10; i++) {
      sound.vowel(120, DB).noise(80, DB - 15);
    }
    Heard heard = new Heard().listen(sound.vowel(300, DB));

    assertEquals(300, heard.prosody.nucleusMillis(), 50);
    assertEquals(2.3, heard.prosody.lengthening(), 0.6);
  }

  @Test
  void aVowelIsTiltedAndAHissIsFlat() {
    Heard vowel = new Heard().listen(new Sound().silence(500).glide(600, 140, 140, DB));
    Heard hiss = new Heard().listen(new Sound().silence(500).vowel(200, DB).noise(600, DB));

    assertTrue(vowel.prosody.tiltDb() > 6, "tilt " + vowel.prosody.tiltDb());
    assertEquals(-6, hiss.prosody.tiltDb(), 4);
    assertTrue(vowel.prosody.flatnessDb() < hiss.prosody.flatnessDb() - 3);
    assertTrue(vowel.prosody.fluxDb() < hiss.prosody.fluxDb());
  }

  private static double[] pitches(Sound sound) {
    return new Heard().listen(sound).pitches.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A voice activity detector and what follows it. */
  private static final class Heard implements VoiceActivityDetector.Listener {
    final Prosody prosody = new Prosody();
    final List<Double> pitches = new ArrayList<>();
    private final Spectrum spectrum = new Spectrum();
    private final VoiceActivityDetector voice = new VoiceActivityDetector(VadSettings.standard());
    private int voiced;

    Heard listen(Sound sound) {
      short[] pcm = sound.pcm();
      for (int i = 0; i + Frame.SAMPLES <= pcm.length; i += Frame.SAMPLES) {
        voice.frame(pcm, i, this);
        spectrum.analyse(pcm, i);
        prosody.frame(voice.newestFrame(), spectrum, voice.isSpeaking(), voice.isFrameVoiced());
        voiced = voice.isFrameVoiced() ? voiced + 1 : 0;
        // the window reaches back over three frames
        if (voiced > 3) {
          pitches.add(voice.newestFrame().pitchHz());
        }
      }
      return this;
    }

    @Override
    public void speechStarted(long atMillis) {}

    @Override
    public void speechEnded(long atMillis) {}
  }
}
