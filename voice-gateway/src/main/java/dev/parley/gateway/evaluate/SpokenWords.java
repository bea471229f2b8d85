package dev.parley.gateway.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings different spellings of the same English words to one form, so that only hearing counts.
 */
final class SpokenWords {
  private static final List<String> ONES =
      List.of(
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
          "nineteen");
  private static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  private static final Map<String, String> ORDINALS =
      Map.of(
          "one", "first", "two", "second", "three", "third", "five", "fifth", "eight", "eighth",
          "nine", "ninth", "twelve", "twelfth");
  private static final Map<String, String> SAME =
      Map.of(
          "mr", "mister", "mrs", "missus", "dr", "doctor", "ok", "okay", "metres", "meters",
          "metre", "meter");

  /** "2:30", "230pm", "14:05 p.m.": hour, minutes and the half of the day. */
  private static final Pattern CLOCK =
      Pattern.compile("\\b(\\d{1,2}):(\\d{2})\\b|\\b(\\d{1,2})(\\d{2})(?=\\s?[ap]\\.?\\s?m\\b)");

  private static final Pattern HALF_OF_DAY = Pattern.compile("(?<![a-z])([ap])\\.?\\s?m\\b\\.?");
  private static final Pattern ORDINAL = Pattern.compile("\\b(\\d{1,6})(?:st|nd|rd|th)\\b");
  private static final Pattern DECIMAL = Pattern.compile("\\b(\\d{1,9})\\.(\\d+)\\b");
  private static final Pattern THOUSANDS = Pattern.compile("(?<=\\d),(?=\\d{3}\\b)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern APART = Pattern.compile("[^a-z0-9']+");

  private SpokenWords() {}

  static List<String> of(String text) {
    String t = text.toLowerCase(Locale.ROOT).replace('’', '\'').replace("%", " percent ");
    t = THOUSANDS.matcher(t).replaceAll("");
    t = CLOCK.matcher(t).replaceAll(m -> clock(m.group(1), m.group(2), m.group(3), m.group(4)));
    t = HALF_OF_DAY.matcher(t).replaceAll(" $1m ");
    t = ORDINAL.matcher(t).replaceAll(m -> " " + ordinal(Integer.parseInt(m.group(1))) + " ");
    t = DECIMAL.matcher(t).replaceAll(SpokenWords::decimal);
    t = NUMBER.matcher(t).replaceAll(m -> " " + number(m.group()) + " ");
    List<String> words = new ArrayList<>();
    for (String word : APART.split(t)) {
      // an apostrophe counts inside a word only
      String bare = word.replaceAll("^'+|'+$", "");
      if (!bare.isEmpty()) {
        words.add(SAME.getOrDefault(bare, bare));
      }
    }
    return words;
  }

  private static String clock(
      @Nullable String hour,
      @Nullable String minutes,
      @Nullable String runHour,
      @Nullable String runMinutes) {
    String h = hour != null ? hour : String.valueOf(runHour);
    String m = minutes != null ? minutes : String.valueOf(runMinutes);
    int past = Integer.parseInt(m);
    String spokenMinutes = past == 0 ? "" : (past < 10 ? "oh " : "") + number(m);
    return " " + number(h) + " " + spokenMinutes + " ";
  }

  private static String decimal(MatchResult m) {
    StringBuilder spoken = new StringBuilder(" " + number(m.group(1)) + " point");
    m.group(2).chars().forEach(digit -> spoken.append(' ').append(ONES.get(digit - '0')));
    return spoken.append(' ').toString();
  }

  private static String ordinal(int n) {
    String cardinal = number(Integer.toString(n));
    int space = cardinal.lastIndexOf(' ') + 1;
    String last = cardinal.substring(space);
    String ordinal =
        ORDINALS.getOrDefault(
            last, last.endsWith("y") ? last.substring(0, last.length() - 1) + "ieth" : last + "th");
    return cardinal.substring(0, space) + ordinal;
  }

  /**
   * Longer digit strings (telephone numbers) and those with a leading zero are said digit by digit.
   */
  private static String number(String digits) {
    if (digits.length() > 6 || (digits.length() > 2 && digits.startsWith("0"))) {
      StringBuilder each = new StringBuilder();
      digits.chars().forEach(d -> each.append(ONES.get(d - '0')).append(' '));
      return each.toString().strip();
    }
    return cardinal(Integer.parseInt(digits));
  }

  private static String cardinal(int n) {
    if (n < 20) {
      return ONES.get(n);
    }
    if (n < 100) {
      return TENS.get(n / 10) + (n % 10 == 0 ? "" : " " + ONES.get(n % 10));
    }
    int unit = n < 1000 ? 100 : 1000;
    String head = cardinal(n / unit) + (unit == 100 ? " hundred" : " thousand");
    return n % unit == 0 ? head : head + " " + cardinal(n % unit);
  }
}
