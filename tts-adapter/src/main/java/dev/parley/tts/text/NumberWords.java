package dev.parley.tts.text;

import java.util.Map;

/** Numbers in English words. */
final class NumberWords {
  private static final String[] SMALL = {
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen"
  };
  private static final String[] TENS = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
  };
  private static final String[] SCALES = {"", "thousand", "million", "billion", "trillion"};
  private static final Map<String, String> IRREGULAR_ORDINALS =
      Map.of(
          "one", "first",
          "two", "second",
          "three", "third",
          "five", "fifth",
          "eight", "eighth",
          "nine", "ninth",
          "twelve", "twelfth");

  /** The longest digits that are read as one number. */
  static final int MAX_DIGITS = 15;

  private NumberWords() {}

  /** 1234 is "one thousand two hundred thirty four". */
  static String cardinal(long number) {
    if (number < 20) {
      return SMALL[(int) number];
    }
    if (number < 100) {
      return TENS[(int) number / 10] + rest(number % 10);
    }
    if (number < 1000) {
      return SMALL[(int) number / 100] + " hundred" + rest(number % 100);
    }
    long unit = 1000;
    int scale = 1;
    while (number / unit >= 1000 && scale < SCALES.length - 1) {
      unit *= 1000;
      scale++;
    }
    return cardinal(number / unit) + " " + SCALES[scale] + rest(number % unit);
  }

  /** 23 is "twenty third". */
  static String ordinal(long number) {
    String words = cardinal(number);
    int cut = words.lastIndexOf(' ') + 1;
    String last = words.substring(cut);
    String irregular = IRREGULAR_ORDINALS.get(last);
    if (irregular == null) {
      irregular = last.endsWith("y") ? last.substring(0, last.length() - 1) + "ieth" : last + "th";
    }
    return words.substring(0, cut) + irregular;
  }

  /** 2026 is "twenty twenty six", 1905 "nineteen oh five", 2004 "two thousand four". */
  static String year(int year) {
    int century = year / 100;
    int rest = year % 100;
    if (year < 1100 || year > 2099 || year % 1000 < 10) {
      return cardinal(year);
    }
    if (rest == 0) {
      return cardinal(century) + " hundred";
    }
    return cardinal(century) + (rest < 10 ? " oh " : " ") + cardinal(rest);
  }

  /** Each digit by itself; anything else between them is passed over. */
  static String digits(String text) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      if (digit >= 0) {
        words.append(words.isEmpty() ? "" : " ").append(SMALL[digit]);
      }
    }
    return words.toString();
  }

  /** Digits, perhaps with thousands separators and decimals, the way one reads a number out. */
  static String number(String written) {
    String plain = written.replace(",", "");
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    String decimals = point < 0 ? "" : " point " + digits(plain.substring(point + 1));
    boolean isCode = whole.length() > MAX_DIGITS || (whole.length() > 1 && whole.startsWith("0"));
    return (isCode ? digits(whole) : cardinal(Long.parseLong(whole))) + decimals;
  }

  private static String rest(long number) {
    return number == 0 ? "" : " " + cardinal(number);
  }
}
