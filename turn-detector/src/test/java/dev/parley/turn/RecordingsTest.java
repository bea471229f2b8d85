package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.turn.Timeline.Segment;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real voices and noises; skipped where the shared recordings are absent. */
final class RecordingsTest {
  /** Beginnings and ends were read off the level: 10 ms steps, 30 dB below the loud parts. */
  @ParameterizedTest
  @CsvSource({
    "ds_arctic_a0024, 210, 3770",
    "gdf_230pm, 20, 1590",
    "gdf_book_a_room, 0, 840",
    "gdf_mountain_view, 0, 920",
    "gdf_today, 30, 590",
    "lv_0880, 270, 2800",
    "lv_0920, 260, 5810",
    "ps_goforward, 500, 2180",
    "sb_spk1_snt1, 40, 2870",
    "sb_spk1_snt2, 0, 3090",
    "sb_spk1_snt3, 0, 2710",
    "sb_spk2_snt1, 0, 1710",
    "sr_english, 60, 2480"
  })
  void speechBeginsAndEndsWhereItIs(String name, int start, int end) throws IOException {
    short[] pcm = new Sound().silence(1000).pcm();
    short[] speech = recording("speech/" + name);
    int lead = pcm.length;
    pcm = Arrays.copyOf(pcm, lead + speech.length + lead);
    System.arraycopy(new Sound().silence(1000).pcm(), 0, pcm, lead + speech.length, lead);
    System.arraycopy(speech, 0, pcm, lead, speech.length);

    List<Segment> heard = Timeline.of(pcm);

    assertClose(1000 + start, heard.getFirst().start(), 100, "start of " + heard);
    assertClose(1000 + end, heard.getLast().end(), 80, "end of " + heard);
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise1", "noise5"})
  void backgroundNoiseIsNotSpeech(String name) throws IOException {
    assertEquals(List.of(), Timeline.of(recording("noise/" + name)));
  }

  /**
   * Why speech is not found with WebRTC's detector: on these noises it hears somebody all the time.
   */
  @Test
  void hearsFarLessSpeechInNoiseThanWebRtc() throws IOException {
    long own = 0;
    long webRtc = 0;
    for (String name : List.of("noise1", "noise2", "noise3", "noise4", "noise5")) {
      short[] pcm = recording("noise/" + name);
      own += Timeline.speechMillis(Timeline.of(pcm), pcm.length / 16);
      webRtc += webRtcSpeechMillis(pcm);
    }

    assertTrue(own * 5 < webRtc, "own " + own + " ms, WebRTC " + webRtc + " ms");
  }

  private static void assertClose(long expected, long found, long tolerance, String what) {
    assertTrue(Math.abs(found - expected) <= tolerance, what + ", expected " + expected);
  }

  private static long webRtcSpeechMillis(short[] pcm) throws IOException {
    io.github.givimad.libfvadjni.VoiceActivityDetector.loadLibrary();
    long millis = 0;
    try (var detector = io.github.givimad.libfvadjni.VoiceActivityDetector.newInstance()) {
      detector.setMode(io.github.givimad.libfvadjni.VoiceActivityDetector.Mode.VERY_AGGRESSIVE);
      detector.setSampleRate(io.github.givimad.libfvadjni.VoiceActivityDetector.SampleRate.S16000);
      for (int i = 0; i + Frame.SAMPLES <= pcm.length; i += Frame.SAMPLES) {
        if (detector.process(Arrays.copyOfRange(pcm, i, i + Frame.SAMPLES))) {
          millis += Frame.MILLIS;
        }
      }
    }
    return millis;
  }

  private static short[] recording(String name) throws IOException {
    String[] parts = name.split("/");
    return Recordings.samples(Recordings.folder(parts[0]).resolve(parts[1] + ".wav"));
  }
}
