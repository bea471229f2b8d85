package dev.parley.gateway.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "book a room              | Book a room.",
        "two thirty pm            | 2:30 p.m.",
        "two thirty pm            | two thirty p m",
        "two thirty pm            | 2:30pm",
        "two thirty pm            | 230 PM",
        "ten thirty am            | 10:30 a m",
        "twelve pm                | 12pm",
        "two pm                   | 2:00 pm",
        "four oh five             | 4:05",
        "go forward ten meters    | Go forward 10 meters!",
        "ten metres               | 10 meters",
        "ill disposed young man   | ill-disposed young man",
        "mister john              | Mr. John",
        "one hundred five         | 105",
        "one thousand two hundred | 1,200",
        "twenty first             | 21st",
        "twelfth                  | 12th",
        "fortieth                 | 40th",
        "two point five           | 2.5",
        "five percent             | 5%",
        "zero zero four nine one  | 00491",
        "don't                    | don’t",
        "yes                      | 'Yes'",
        "i am here                | I am here",
        "okay                     | OK"
      })
  void spellingsOfTheSameWordsAreNoErrors(String said, String heard) {
    assertEquals(0, WordErrors.between(said, heard).errors());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "book a room | book the room        | 1 | 3",
        "book a room | book room            | 1 | 3",
        "book a room | please book a room   | 1 | 3",
        "book a room | ''                   | 3 | 3",
        "book a room | a book room          | 2 | 3",
        "two thirty  | 3:30                 | 1 | 2",
        "today       | to day or not to day | 6 | 1"
      })
  void theFewestEditsCount(String said, String heard, int errors, int words) {
    assertEquals(new WordErrors(errors, words), WordErrors.between(said, heard));
  }

  @Test
  void longRecordingsWeighMore() {
    WordErrors all = new WordErrors(1, 1).plus(new WordErrors(0, 9));
    assertEquals(0.1, all.rate(), 1e-9);
  }

  @Test
  void wordsHeardInSilenceAreAllWrong() {
    assertEquals(1.0, WordErrors.between("", "thank you").rate());
  }
}
