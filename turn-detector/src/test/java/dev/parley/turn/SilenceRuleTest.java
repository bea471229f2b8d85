package dev.parley.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.turn.PauseState.Expected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SilenceRuleTest {
  private final SilenceRule rule = SilenceRule.standard();

  @ParameterizedTest(name = "\"{0}\": {1} ms")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|600",
        "book a room|600",
        "I want to book a room|600",
        "two thirty pm|600",
        "mountain view|600",
        "today|600",
        "yes|600",
        "Book a room for two.|400",
        "What time is breakfast?|400",
        "what time is breakfast|400",
        "do you have a pool|400",
        "can I check in early please|400",
        "no that's all|400",
        "thank you|400",
        "Stop!|400",
        "yes I am|400",
        "what is that|400",
        "I|1200",
        "I want to|1200",
        "I'd like|1200",
        "book a room for|1200",
        "book a room for two and|1200",
        "um|1200",
        "my number is|1200",
        "we want to stay until the|1200",
        "I would like a room with a|1200",
        "on Friday,|1200",
        "well...|1200",
        "I was thinking…|1200",
        "what time is the|1200",
        "can I|1200",
        "What's the|1200",
        "it’s|1200",
        "And.|1200",
        "das Zimmer|600",
        "Ist das Zimmer frei?|400",
      })
  void waitsAsTheWordsAsk(String text, int waitMillis) {
    assertEquals(waitMillis, rule.waitMillis(PauseState.of(text)));
  }

  @ParameterizedTest(name = "\"{0}\" when asked for {1}: {2} ms")
  @CsvSource({
    "yes, YES_OR_NO, 400",
    "yeah sure, YES_OR_NO, 400",
    "no, YES_OR_NO, 400",
    "yes but, YES_OR_NO, 1200",
    "the second, YES_OR_NO, 600",
    "zero two four, NUMBER, 1200",
    "zero two four, ANYTHING, 600",
    "that's all, NUMBER, 400",
  })
  void waitsAsTheQuestionAsks(String text, Expected expected, int waitMillis) {
    assertEquals(waitMillis, rule.waitMillis(new PauseState(text, 0, 0, 0, expected)));
  }

  @Test
  void wordsFromBeforeTheLastStretchOfSpeechDontTell() {
    PauseState stale = new PauseState("thank you", 1_500, 200, 2_000, Expected.ANYTHING);
    PauseState fresh = new PauseState("thank you", 1_100, 200, 2_000, Expected.ANYTHING);

    assertEquals(600, rule.waitMillis(stale));
    assertEquals(400, rule.waitMillis(fresh));
  }

  @Test
  void punctuationAloneDoesNotTell() {
    assertEquals(600, rule.waitMillis(PauseState.of("–")));
  }
}
