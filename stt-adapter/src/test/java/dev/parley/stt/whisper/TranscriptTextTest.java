package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptTextTest {
  @Test
  void whatIsAboutTheSoundIsNotText() {
    assertEquals("Hello there.", TranscriptText.clean(" [music] Hello  (coughs)\u266a there. "));
  }

  @Test
  void aCharacterThatJniSplitIsMadeWholeAgain() {
    assertEquals("good \ud83d\ude00", TranscriptText.clean("good \u00f0\u009f\u0098\u0080"));
  }

  @Test
  void halvesOfCharactersAreDropped() {
    assertEquals("caf", TranscriptText.clean("caf\ufffd\u0098"));
  }

  @Test
  void aLonePunctuationMarkIsNoWord() {
    assertEquals(List.of("Yes", "5%", "d'accord"), TranscriptText.words("Yes - 5% d'accord ..."));
  }
}
