package dev.parley.tts.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TextPreparationTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      0                            | zero
      7 rooms                      | seven rooms
      room 204                     | room two hundred four
      12,500 guests                | twelve thousand five hundred guests
      1,000,001                    | one million one
      3.14                         | three point one four
      0.5                          | zero point five
      -4                           | minus four
      check-in 24                  | check in twenty four
      1st                          | first
      the 22nd floor               | the twenty second floor
      12th                         | twelfth
      30th                         | thirtieth
      in 1984                      | in nineteen eighty four
      in 1905                      | in nineteen oh five
      in 2004                      | in two thousand four
      in 2026                      | in twenty twenty six
      1900                         | nineteen hundred
      007                          | zero zero seven
      1/2                          | one half
      24/7                         | twenty four seven
      5-10 minutes                 | five to ten minutes
      pages 5–10                   | pages five to ten
      version 1.2.3                | version one point two point three
      12345678901234567            | one two three four five six seven eight nine zero one two three four five six seven
      """)
  void numbersAreSaidTheWayOneReadsThem(String written, String said) {
    assertSaid(written, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      2:30 pm                      | two thirty P M
      2:30pm                       | two thirty P M
      7 a.m. to 9 p.m.             | seven A M to nine P M.
      at 9.15 am                   | at nine fifteen A M
      14:05                        | fourteen oh five
      14:00                        | fourteen hundred
      9:00                         | nine o'clock
      7:00-10:00                   | seven o'clock to ten o'clock
      Open until 6 p.m. Then we go | Open until six P M. Then we go
      """)
  void timesOfDay(String written, String said) {
    assertSaid(written, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      3 March 2026                 | the third of March twenty twenty six
      on the 3rd of March          | on the third of March
      March 3, 2026                | March third twenty twenty six
      Dec. 24th                    | December twenty fourth
      2026-11-23                   | November twenty third twenty twenty six
      23/11/2026                   | November twenty third twenty twenty six
      11/23/2026                   | November twenty third twenty twenty six
      3/4/2026                     | three four twenty twenty six
      In May we close              | In May we close
      You may 5 times              | You may five times
      2026-13-45                   | twenty twenty six to thirteen to forty five
      """)
  void dates(String written, String said) {
    assertSaid(written, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      $12.50                       | twelve dollars and fifty cents
      $1                           | one dollar
      $0.99                        | ninety nine cents
      $1,200                       | one thousand two hundred dollars
      $1.5 million                 | one point five million dollars
      €20                          | twenty euros
      20 €                         | twenty euros
      20 EUR                       | twenty euros
      £3.01                        | three pounds and one penny
      ¥500                         | five hundred yen
      It costs $5.                 | It costs five dollars.
      15%                          | fifteen percent
      3.5 %                        | three point five percent
      1 km                         | one kilometer
      2.5 km                       | two point five kilometers
      80 kg                        | eighty kilograms
      21 °C                        | twenty one degrees Celsius
      120 km/h                     | one hundred twenty kilometers an hour
      30 min                       | thirty minutes
      5 minutes                    | five minutes
      5 m's                        | five m's
      """)
  void moneyAndMeasures(String written, String said) {
    assertSaid(written, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      555-1234                     | five five five, one two three four
      (555) 123-4567               | five five five, one two three, four five six seven
      020 7946 0958                | zero two zero, seven nine four six, zero nine five eight
      +44 20 7946                  | plus four four, two zero, seven nine four six
      Call 555-1234.               | Call five five five, one two three four.
      """)
  void telephoneNumbersAreSaidDigitByDigitInTheirGroups(String written, String said) {
    assertSaid(written, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      Dr. Smith                    | Doctor Smith
      Mr. and Mrs. Jones           | Mister and Missus Jones
      fruit, e.g. apples           | fruit, for example apples
      approx. 5                    | approximately five
      tea, coffee, etc.            | tea, coffee, et cetera.
      tea etc. are free            | tea et cetera are free
      near St. Mary                | near Saint Mary
      12 Baker St. Then left       | twelve Baker street. Then left
      No. 5                        | number five
      No. We do not.               | No. We do not.
      the U.S. market              | the U S market
      in the U.S.                  | in the U S.
      an FBI agent                 | an F B I agent
      the USA                      | the U S A
      two PDFs                     | two P D F's
      NASA and NATO                | NASA and NATO
      do NOT go                    | do NOT go
      OpenAI                       | Open A I
      I'm here, aren't I?          | I'm here, aren't I?
      don’t                        | don't
      A room                       | a room
      plan B                       | plan B
      free Wi-Fi                   | free wifi
      bed & breakfast              | bed and breakfast
      #1                           | number one
      """)
  void abbreviationsAndAcronyms(String written, String said) {
    assertSaid(written, said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      https://www.example.com      | example dot com
      See www.example.com/rooms.   | See example dot com slash rooms.
      example.org, please          | example dot org, please
      https://shop.example.de/a?utm=1&x=2 | shop dot example dot D E slash A
      jane.doe@example.com         | jane dot doe at example dot com
      info@my-hotel.co.uk          | info at M Y dash hotel dot C O dot U K
      Fine.Then go                 | Fine Then go
      """)
  void addressesAreSaidSoThatOneCanWriteThemDown(String written, String said) {
    assertSaid(written, said);
  }

  static List<List<String>> markup() {
    return List.of(
        List.of("**Hello** _there_, `code`!", "Hello there, code!"),
        List.of("# Rooms\n\nWe have two.", "Rooms. We have two."),
        List.of("- one\n- two", "one. two"),
        List.of("1. Open\n2. Close", "one, Open. two, Close"),
        List.of("See [our site](https://example.com/x).", "See our site."),
        List.of("![a pool](pool.png) here", "a pool here"),
        List.of("It is <b>bold</b><br/> now", "It is bold now"),
        List.of("<speak><break time=\"9s\"/>hi</speak>", "hi"),
        List.of("```java\ncode\n```\nafter", "code. after"),
        List.of("Sure \uD83D\uDE00\uD83C\uDFE8 thing", "Sure thing"),
        List.of("a\u0000b\u0007c\u200Bd", "a b c d"),
        List.of("Well... maybe", "Well, maybe"),
        List.of("Well\u2026 Maybe", "Well. Maybe"),
        List.of("\u201CHello,\u201D she said", "Hello, she said"),
        List.of("rooms \u2014 all of them \u2013 are free", "rooms, all of them, are free"),
        List.of("(really) yes", "really, yes"),
        List.of("What?! No!", "What? No!"));
  }

  @ParameterizedTest
  @MethodSource("markup")
  void markupIsNotSaid(List<String> writtenAndSaid) {
    assertSaid(writtenAndSaid.get(0), writtenAndSaid.get(1));
  }

  @Test
  void whatIsSaidInManyWordsPointsBackToWhatWasWritten() {
    String text = "It is $12.50 now";
    SpokenText spoken = TextPreparation.prepare(text);

    List<String> origins =
        spoken.words().stream()
            .map(word -> text.substring(word.startChar(), word.endChar()))
            .toList();

    assertEquals(
        List.of("It", "is", "$12.50", "$12.50", "$12.50", "$12.50", "$12.50", "now"), origins);
  }

  @ParameterizedTest
  @CsvSource({"1000", "10000"})
  void hostileTextStaysBoundedAndInOrder(int length) {
    for (String seed :
        List.of(
            "*",
            "[",
            "](",
            "<",
            "a",
            "9",
            "1,",
            "1.",
            ".",
            "-",
            " ",
            "\n",
            "|",
            "_",
            "a.",
            "A.",
            "@",
            "a@",
            "www.",
            "http://",
            "e\u0301\u0302\u0303\u0304",
            "\uD83D\uDE00",
            "\uD800",
            "<break/>",
            "#",
            "`",
            "a'",
            "$",
            "$1",
            "12:",
            "ﷺ",
            "\u202E",
            "1-",
            "(1",
            "+1 ")) {
      String text = seed.repeat(length / seed.length());
      SpokenText spoken = TextPreparation.prepare(text);
      int last = 0;
      for (SpokenWord word : spoken.words()) {
        assertTrue(word.startChar() >= last, seed);
        assertTrue(word.endChar() <= text.length(), seed);
        assertTrue(word.text().length() <= 3 * WordRules.MAX_LETTERS, seed);
        last = word.startChar();
      }
      assertTrue(spoken.words().size() <= text.length(), seed);
    }
  }

  @Test
  void symbolsAndEmojiAloneAreNothingToSay() {
    for (String text : List.of("", " ", "\uD83D\uDE00\uD83D\uDE00", "...", "?!", "***", "---")) {
      assertTrue(TextPreparation.prepare(text).isEmpty(), text);
    }
  }

  private static void assertSaid(String written, String said) {
    assertEquals(said, TextPreparation.prepare(written).text());
  }
}
