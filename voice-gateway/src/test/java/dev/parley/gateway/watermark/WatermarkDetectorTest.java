package dev.parley.gateway.watermark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.gateway.OneHop;
import dev.parley.gateway.audio.G711;
import dev.parley.gateway.audio.Pcm;
import dev.parley.gateway.disclosure.Clip;
import dev.parley.gateway.disclosure.Clips;
import dev.parley.gateway.watermark.Detection.Window;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WatermarkDetectorTest {
  private static final WatermarkKey OWN =
      WatermarkKey.of("a key of one's own, 32 bytes and".getBytes(StandardCharsets.US_ASCII));

  /** Whole frames at 16 kHz. */
  private static final Map<String, short[]> SPEECH = new LinkedHashMap<>();

  @BeforeAll
  static void speak() throws Exception {
    for (Clip clip : Clips.load().all()) {
      SPEECH.put(clip.language(), Sounds.wholeFrames(clip.samples()));
    }
    SPEECH.put("synthesised formants", Sounds.speechLike(6));
    SPEECH.put(
        "embedded voice",
        Sounds.wholeFrames(
            Pcm.samples(
                OneHop.speak(
                    "We have a corner room on the fourth floor that looks out over the old harbour,"
                        + " and the terrace below it stays open until eleven at night."))));
  }

  @ParameterizedTest
  @EnumSource(G711.class)
  void afterATelephoneLineEveryWindowOfSpeechIsMarked(G711 law) {
    SPEECH.forEach(
        (name, pcm) -> {
          Detection detection = detect(Sounds.telephone(Sounds.marked(pcm), law));

          assertTrue(detection.isMarked(), name);
          for (Window window : detection.windows()) {
            assertTrue(window.detected() || !window.hasSpeech(), name + " " + window);
          }
        });
  }

  @Test
  void speechWithoutAMarkHasNone() {
    SPEECH.forEach(
        (name, pcm) -> {
          Detection detection = detect(Sounds.telephone(pcm));

          assertTrue(detection.windows().size() >= 3, name);
          assertFalse(detection.isMarked(), name + " " + detection);
        });
  }

  @Test
  void aMarkIsFoundWithItsOwnKeyOnly() {
    short[] speech = Objects.requireNonNull(SPEECH.get("de"));
    short[] ours = Sounds.telephone(Sounds.marked(speech, new Watermark(OWN)));
    short[] everybodys = Sounds.telephone(Sounds.marked(speech));

    assertTrue(new WatermarkDetector(OWN).detect(ours).isMarked());
    assertFalse(detect(ours).isMarked());
    assertFalse(new WatermarkDetector(OWN).detect(everybodys).isMarked());
  }

  @Test
  void noise20DecibelsBelowTheSpeechDoesNotHideIt() {
    SPEECH.forEach(
        (name, pcm) ->
            assertTrue(
                detect(Sounds.noisy(Sounds.telephone(Sounds.marked(pcm)), 20)).isMarked(), name));
  }

  @Test
  void aRecordingMayBeginAnywhereAndHaveTheOtherSign() {
    SPEECH.forEach(
        (name, pcm) -> {
          short[] line = Sounds.telephone(Sounds.marked(pcm));
          // an odd number at 16 kHz is a shift by half a sample at 8 kHz
          short[] late = Sounds.marked(pcm);
          late = Sounds.telephone(Arrays.copyOfRange(late, 4_321, late.length));
          for (int i = 0; i < line.length; i++) {
            line[i] = (short) Math.clamp(-line[i], Short.MIN_VALUE, Short.MAX_VALUE);
          }

          assertTrue(detect(late).isMarked(), name);
          assertTrue(detect(line).isMarked(), name);
        });
  }

  @Test
  void theWindowsTellWhereTheMarkedSpeechIs() {
    short[] speech = Objects.requireNonNull(SPEECH.get("en"));
    short[] call = new short[20 * Pcm.RATE_HZ];
    System.arraycopy(speech, 0, call, 10 * Pcm.RATE_HZ, speech.length);

    Detection detection = detect(Sounds.telephone(Sounds.marked(call)));

    assertEquals(18, detection.windows().size());
    double first = detection.first().orElseThrow().startSeconds();
    assertTrue(first >= 8 && first <= 10, detection.toString());
    assertEquals(0, detection.windows().getFirst().z());
    assertEquals(detection.judged(), detection.marked());
  }

  @Test
  void soundsThatRepeatAreNoMark() {
    short[] tone = new short[5 * WatermarkDetector.RATE_HZ];
    short[] clicks = new short[tone.length];
    short[] sameSecond = new short[tone.length];
    Random random = new Random(3);
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) Math.round(8_000 * Math.sin(2 * Math.PI * 1_000 * i / 8_000));
      clicks[i] = (short) (i % WatermarkDetector.RATE_HZ < 20 ? 20_000 : 10);
      sameSecond[i] =
          i < WatermarkDetector.RATE_HZ
              ? (short) Math.round(2_000 * random.nextGaussian())
              : sameSecond[i - WatermarkDetector.RATE_HZ];
    }

    assertFalse(detect(tone).isMarked());
    assertFalse(detect(clicks).isMarked());
    assertFalse(detect(sameSecond).isMarked());
  }

  @Test
  void nothingIsSaidOfLessThanASecondAndSilenceHasNoMark() {
    assertEquals(0, detect(new short[0]).windows().size());
    assertEquals(0, detect(new short[WatermarkDetector.RATE_HZ - 1]).windows().size());
    assertEquals(0, detect(new short[WatermarkDetector.RATE_HZ]).strongest());
  }

  private static Detection detect(short[] pcm) {
    return new WatermarkDetector(WatermarkKey.PUBLIC).detect(pcm);
  }
}
