package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.turn.Timeline.Segment;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VoiceActivityDetectorTest {
  @Test
  void aVowelStartsAndEndsWhereItIs() {
    List<Segment> heard = Timeline.of(new Sound().silence(1000).vowel(800, -26).silence(600).pcm());

    assertEquals(1, heard.size());
    assertClose(1000, heard.getFirst().start(), 20);
    assertClose(1800, heard.getFirst().end(), 40);
  }

  @Test
  void aStartIsToldWithin100Millis() {
    List<Segment> heard = Timeline.of(new Sound().silence(1000).vowel(800, -26).silence(600).pcm());

    assertTrue(heard.getFirst().noticed() <= 1100, heard.toString());
  }

  @Test
  void aSoftConsonantBeforeTheVowelBelongsToTheSpeech() {
    Sound sound = new Sound().silence(1000).noise(140, -46).vowel(500, -26).silence(600);

    assertClose(1000, Timeline.of(sound.pcm()).getFirst().start(), 40);
  }

  @Test
  void aHissAfterTheVowelBelongsToTheSpeech() {
    Sound sound = new Sound().silence(1000).vowel(500, -26).noise(140, -40).silence(600);

    assertClose(1640, Timeline.of(sound.pcm()).getFirst().end(), 40);
  }

  @Test
  void aPauseBetweenWordsDoesNotEndSpeech() {
    Sound sound =
        new Sound().silence(1000).vowel(400, -26).silence(120).vowel(400, -26).silence(600);

    assertEquals(1, Timeline.of(sound.pcm()).size());
  }

  @Test
  void aLongPauseMakesTwoStretchesOfSpeech() {
    Sound sound =
        new Sound().silence(1000).vowel(400, -26).silence(400).vowel(400, -26).silence(600);

    assertEquals(2, Timeline.of(sound.pcm()).size());
  }

  @Test
  void speechThatGoesOnHasNoEndYet() {
    assertEquals(-1, Timeline.of(new Sound().silence(500).vowel(800, -26).pcm()).getFirst().end());
  }

  @ParameterizedTest
  @ValueSource(ints = {-70, -50, -30, -12})
  void steadyNoiseIsNotSpeech(int dbfs) {
    assertEquals(List.of(), Timeline.of(new Sound().noise(20_000, dbfs).pcm()));
  }

  @ParameterizedTest
  @CsvSource({"-50, -20", "-40, -15", "-60, -30"})
  void noiseThatGetsLouderIsNotSpeech(int before, int after) {
    assertEquals(
        List.of(), Timeline.of(new Sound().noise(3_000, before).noise(5_000, after).pcm()));
  }

  @Test
  void keyClicksAreNotSpeech() {
    Sound sound = new Sound().silence(1000);
    for (int i = 0; i < 20; i++) {
      sound.noise(15, -20).silence(135);
    }

    assertEquals(List.of(), Timeline.of(sound.pcm()));
  }

  @Test
  void aVoiceFromTheNextRoomIsTooQuiet() {
    assertEquals(List.of(), Timeline.of(new Sound().silence(1000).vowel(800, -58).pcm()));
  }

  @Test
  void speechIsHeardOverLearnedNoise() {
    Sound sound = new Sound().noise(4_000, -40).vowel(800, -22).noise(800, -40);

    List<Segment> heard = Timeline.of(sound.pcm());

    assertEquals(1, heard.size());
    assertClose(4_000, heard.getFirst().start(), 40);
  }

  @Test
  void knowsWhetherSpeechGoesOnAndHowMuchWasHeard() {
    VoiceActivityDetector detector = new VoiceActivityDetector(VadSettings.standard());
    short[] pcm = new Sound().silence(500).vowel(500, -26).pcm();
    Timeline timeline = new Timeline();

    assertFalse(detector.isSpeaking());
    for (int i = 0; i < pcm.length; i += Frame.SAMPLES) {
      detector.frame(pcm, i, timeline);
    }

    assertTrue(detector.isSpeaking());
    assertEquals(1000, detector.positionMillis());
  }

  @Test
  void framesAllocateNothing() {
    VoiceActivityDetector detector = new VoiceActivityDetector(VadSettings.standard());
    short[] pcm = new Sound().silence(400).vowel(400, -26).silence(400).pcm();
    Timeline timeline = new Timeline();
    hear(detector, pcm, timeline, 20);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    hear(detector, pcm, timeline, 100);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    // 6,000 frames; the test's own segments take some 80 bytes for each of 100 words
    assertTrue(allocated < 60_000, allocated + " bytes");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new VadSettings(5, 4, 10, -55));
    assertThrows(IllegalArgumentException.class, () -> new VadSettings(3, 4, 0, -55));
  }

  private static void assertClose(long expected, long found, long tolerance) {
    assertTrue(
        Math.abs(found - expected) <= tolerance, "expected " + expected + ", found " + found);
  }

  private static void hear(
      VoiceActivityDetector detector, short[] pcm, Timeline timeline, int times) {
    for (int n = 0; n < times; n++) {
      for (int i = 0; i < pcm.length; i += Frame.SAMPLES) {
        detector.frame(pcm, i, timeline);
      }
    }
  }
}
