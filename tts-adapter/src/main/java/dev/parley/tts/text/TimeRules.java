package dev.parley.tts.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Dates and times of day. */
final class TimeRules {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final String MONTH =
      "(Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Jul\\."
          + "|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?"
          + "|Dec(?:ember|\\.)?)(?![\\p{L}])";
  private static final String HALF_OF_DAY = "([AaPp])\\.?[Mm](?:\\.(?=\\s*\\p{Ll}|[,;:?!)])|\\b)";

  static final List<Rule> RULES =
      List.of(
          Rule.of("(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])", TimeRules::isoDate),
          Rule.of("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?![\\d/])", TimeRules::slashDate),
          Rule.of(
              "(\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?" + MONTH + "(?:,?\\s(\\d{4})(?!\\d))?",
              TimeRules::dayMonth),
          Rule.of(
              MONTH + "\\s(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.]\\d|\\d|%)(?:,?\\s(\\d{4})(?!\\d))?",
              TimeRules::monthDay),
          Rule.of("(\\d{1,2})[:.](\\d{2})\\s?" + HALF_OF_DAY, TimeRules::clock),
          Rule.of("(\\d{1,2})()\\s?" + HALF_OF_DAY, TimeRules::clock),
          Rule.of("(\\d{1,2}):(\\d{2})(?::\\d{2})?()(?![\\d:])", TimeRules::clock));

  private TimeRules() {}

  private static boolean isoDate(MatchResult match, Draft draft) {
    return date(match, draft, number(match, 1), number(match, 2), number(match, 3));
  }

  private static boolean slashDate(MatchResult match, Draft draft) {
    int first = number(match, 1);
    int second = number(match, 2);
    int year = number(match, 3);
    if (first > 12) {
      return date(match, draft, year, second, first);
    }
    if (second > 12) {
      return date(match, draft, year, first, second);
    }
    // which is the day? nobody can tell; read what stands there
    draft.say(NumberWords.cardinal(first), match.start(1), match.end(1));
    draft.say(NumberWords.cardinal(second), match.start(2), match.end(2));
    draft.say(NumberWords.year(year), match.start(3), match.end(3));
    return true;
  }

  private static boolean date(MatchResult match, Draft draft, int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return false;
    }
    draft.say(
        MONTHS.get(month - 1) + " " + NumberWords.ordinal(day) + " " + NumberWords.year(year),
        match.start(),
        match.end());
    return true;
  }

  private static boolean dayMonth(MatchResult match, Draft draft) {
    int day = number(match, 1);
    if (day < 1 || day > 31) {
      return false;
    }
    String article = draft.endsWith("the") ? "" : "the ";
    draft.say(article + NumberWords.ordinal(day) + " of", match.start(1), match.end(1));
    month(match, 2, draft);
    year(match, draft);
    return true;
  }

  private static boolean monthDay(MatchResult match, Draft draft) {
    int day = number(match, 2);
    if (day < 1 || day > 31) {
      return false;
    }
    month(match, 1, draft);
    draft.say(NumberWords.ordinal(day), match.start(2), match.end(2));
    year(match, draft);
    return true;
  }

  private static void month(MatchResult match, int group, Draft draft) {
    String key = match.group(group).substring(0, 3);
    MONTHS.stream()
        .filter(month -> month.startsWith(key))
        .findFirst()
        .ifPresent(month -> draft.say(month, match.start(group), match.end(group)));
  }

  private static void year(MatchResult match, Draft draft) {
    if (match.group(3) != null) {
      draft.say(NumberWords.year(number(match, 3)), match.start(3), match.end(3));
    }
  }

  private static boolean clock(MatchResult match, Draft draft) {
    int hour = number(match, 1);
    @Nullable String minuteText = match.group(2);
    boolean hasMinutes = minuteText != null && !minuteText.isEmpty();
    int minute = hasMinutes ? number(match, 2) : 0;
    if (hour > 24 || minute > 59) {
      return false;
    }
    String half = match.group(3);
    String minutes;
    if (minute > 0) {
      minutes = (minute < 10 ? " oh " : " ") + NumberWords.cardinal(minute);
    } else if (!half.isEmpty()) {
      minutes = "";
    } else {
      minutes = hour > 12 || hour == 0 ? " hundred" : " o'clock";
    }
    int end = half.isEmpty() ? match.end() : match.start(3);
    draft.say(NumberWords.cardinal(hour) + minutes, match.start(), trimmed(match, end));
    if (!half.isEmpty()) {
      draft.spell(half.toUpperCase(Locale.ROOT) + "M", match.start(3), match.end());
    }
    return true;
  }

  private static int trimmed(MatchResult match, int end) {
    String text = match.group().substring(0, end - match.start());
    return match.start() + text.stripTrailing().length();
  }

  private static int number(MatchResult match, int group) {
    return Integer.parseInt(match.group(group));
  }
}
