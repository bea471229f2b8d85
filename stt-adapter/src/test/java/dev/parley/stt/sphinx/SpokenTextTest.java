package dev.parley.stt.sphinx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTextTest {
  @ParameterizedTest
  @CsvSource({
    "two thirty p m, two thirty pm",
    "at nine a m please, at nine am please",
    "p m, pm",
    "a m, a m",
    "a room, a room",
    "from ten a m to two p m, from ten am to two pm"
  })
  void halvesOfTheDayAreWrittenAsOneWord(String said, String written) {
    assertEquals(written, SpokenText.text(SpokenText.written(words(said))));
  }

  @Test
  void aJoinedWordLastsFromItsFirstLetterToItsLast() {
    Hypothesis.Spoken joined = SpokenText.written(words("two p m")).get(1);
    assertEquals(10, joined.startFrame());
    assertEquals(28, joined.endFrame());
  }

  private static List<Hypothesis.Spoken> words(String said) {
    List<Hypothesis.Spoken> words = new ArrayList<>();
    for (String word : said.split(" ")) {
      int start = words.size() * 10;
      words.add(new Hypothesis.Spoken(word, words.size(), start, start + 8));
    }
    return words;
  }
}
