package dev.parley.stt.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.proto.v1.Transcript.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlausibilityTest {
  @ParameterizedTest(name = "{0} in {1} ms, {2} of them loud: {3}")
  @CsvSource({
    "I would like to book a room.,            2500, 2000, RECOGNISED",
    "'No, no, no.',                           1500, 1000, RECOGNISED",
    "Thank you.,                              1500,  700, RECOGNISED",
    "Thank you.,                              3000,  120, NO_SPEECH",
    "Thanks for watching!,                    3000, 2000, NOT_UNDERSTOOD",
    "'',                                      1000,  100, NO_SPEECH",
    "'',                                      1000,  600, NOT_UNDERSTOOD",
    "[BLANK_AUDIO],                           3000, 2000, NO_SPEECH",
    "(keyboard clicking),                     3000, 2000, NO_SPEECH",
    "so so so so so so so,                    5000, 4000, NOT_UNDERSTOOD",
    "the room of the room of the room of,     5000, 4000, NOT_UNDERSTOOD",
    "one two one two,                         2000, 1500, RECOGNISED",
    "a b c d e f g h i j k l m,               2000, 1500, NOT_UNDERSTOOD",
    "a b c d e f,                              700,  600, RECOGNISED",
  })
  void aTextIsBelievedOrNot(String raw, int audioMillis, int voicedMillis, Verdict expected) {
    assertEquals(
        expected,
        Plausibility.judge(
            raw, TranscriptText.words(TranscriptText.clean(raw)), audioMillis, voicedMillis));
  }
}
