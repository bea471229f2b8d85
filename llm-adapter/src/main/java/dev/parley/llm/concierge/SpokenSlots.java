package dev.parley.llm.concierge;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a booking that were said; what was not is null.
 *
 * @param day as it was said: "today", "next friday"
 * @param time of arrival as it was said: "two thirty p m"
 * @param room kind of room: "mountain view room"
 */
record SpokenSlots(
    @Nullable String day,
    @Nullable String time,
    @Nullable Integer people,
    @Nullable Integer nights,
    @Nullable String room) {

  static final SpokenSlots NONE = new SpokenSlots(null, null, null, null, null);

  private static final List<String> NUMBERS =
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
          "nineteen",
          "twenty");
  private static final Map<String, Integer> FEW = Map.of("a", 1, "an", 1, "couple of", 2);
  private static final String NUMBER = "(\\d{1,2}|" + String.join("|", NUMBERS) + ")";
  private static final String COUNT = "(\\d{1,2}|" + String.join("|", NUMBERS) + "|an?|couple of)";
  private static final String WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
  private static final String MONTH =
      "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
  private static final String ORDINAL =
      "(?:\\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
          + "eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
          + "nineteenth|twentieth|(?:twenty|thirty) ?(?:first|second|third|fourth|fifth|sixth|"
          + "seventh|eighth|ninth)|thirtieth)";

  private static final Pattern DAY =
      Pattern.compile(
          "\\b((?:the )?"
              + ORDINAL
              + " of "
              + MONTH
              + "|"
              + MONTH
              + " (?:the )?(?:"
              + ORDINAL
              + "|\\d{1,2})|the day after tomorrow|today|tonight|tomorrow"
              + "|(?:next |this |coming )?"
              + WEEKDAY
              + "|(?:next|this) (?:week|weekend|month)|(?:in|next) "
              + MONTH
              + ")\\b");
  private static final String MINUTES =
      "(?:fifteen|twenty|thirty|forty(?: five)?|fifty|ten|five|oh five|o five|[0-5]\\d)";
  private static final Pattern TIME =
      Pattern.compile(
          "\\b((?:half past|quarter past|quarter to) "
              + NUMBER
              + "(?: (?:p m|a m|pm|am))?|"
              + NUMBER
              + "(?: "
              + MINUTES
              + ")? ?(?:p m|a m|pm|am|o'?clock|in the (?:morning|afternoon|evening)|at night)"
              + "|(?<=\\b(?:at|around|about|by) )"
              + NUMBER
              + "(?: "
              + MINUTES
              + ")?\\b(?! (?:people|persons?|guests?|adults?|nights?|of|days?|weeks?))"
              + "|noon|midnight|late at night|in the (?:morning|afternoon|evening)"
              + "|(?<=tomorrow )(?:morning|afternoon|evening))");
  private static final Pattern BARE_TIME =
      Pattern.compile(
          "(?:maybe |probably )?("
              + NUMBER
              + "(?: "
              + MINUTES
              + ")?|(?:the )?(?:morning|afternoon|evening))(?: please)?");
  private static final Pattern PEOPLE =
      Pattern.compile("\\b" + COUNT + " (?:people|persons?|guests?|adults?|of us|grown ups)\\b");
  private static final Pattern CHILDREN =
      Pattern.compile("\\b" + COUNT + " (?:children|child|kids?|baby|babies)\\b");
  private static final Pattern ALONE =
      Pattern.compile("\\b(?:just me|only me|just myself|myself|alone|just one)\\b");
  private static final Pattern PAIR =
      Pattern.compile(
          "\\b(?:my (?:wife|husband|partner|friend) and (?:i|me)|me and my \\w+|both of us)\\b");
  private static final Pattern NIGHTS = Pattern.compile("\\b" + COUNT + " (?:nights?|days?)\\b");
  private static final Pattern WEEKS = Pattern.compile("\\b" + COUNT + " weeks?\\b");
  private static final Pattern BARE_NUMBER =
      Pattern.compile("(?:for |just |only |maybe )*" + NUMBER + "(?: please)?");

  /**
   * @param said cleaned by {@link Spoken#clean}
   * @param roomKinds to look for
   * @param asked what a bare "two" or "two thirty" answers; null if nothing
   */
  static SpokenSlots in(String said, List<String> roomKinds, Booking.@Nullable Ask asked) {
    String time = first(TIME, said);
    Integer people = people(said);
    Integer nights = count(NIGHTS, said);
    Integer weeks = count(WEEKS, said);
    if (weeks != null && !said.contains("next week")) {
      nights = 7 * weeks;
    }
    if (asked == Booking.Ask.TIME && time == null) {
      Matcher bare = BARE_TIME.matcher(said);
      time = bare.matches() ? bare.group(1) : null;
    }
    if (asked == Booking.Ask.PEOPLE && people == null) {
      people = count(BARE_NUMBER, said);
    }
    if (asked == Booking.Ask.NIGHTS && nights == null) {
      nights = count(BARE_NUMBER, said);
    }
    return new SpokenSlots(first(DAY, said), time, people, nights, room(said, roomKinds));
  }

  private static @Nullable Integer people(String said) {
    Integer adults = count(PEOPLE, said);
    Integer children = count(CHILDREN, said);
    if (adults != null || children != null) {
      return (adults == null ? 0 : adults) + (children == null ? 0 : children);
    }
    if (ALONE.matcher(said).find()) {
      return 1;
    }
    return PAIR.matcher(said).find() ? 2 : null;
  }

  private static @Nullable String first(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    return matcher.find() ? matcher.group(1) == null ? matcher.group() : matcher.group(1) : null;
  }

  private static @Nullable Integer count(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    if (!(pattern.equals(BARE_NUMBER) ? matcher.matches() : matcher.find())) {
      return null;
    }
    String word = matcher.group(1);
    Integer few = FEW.get(word);
    if (few != null) {
      return few;
    }
    int number = NUMBERS.indexOf(word);
    int count = number >= 0 ? number : Integer.parseInt(word);
    return count == 0 ? null : count;
  }

  private static @Nullable String room(String said, List<String> roomKinds) {
    return roomKinds.stream()
        .filter(kind -> (" " + said + " ").contains(" " + kind.replaceAll(" room$", "") + " "))
        .findFirst()
        .orElse(null);
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  /** With what the other one holds taking precedence. */
  SpokenSlots with(SpokenSlots later) {
    return new SpokenSlots(
        later.day == null ? day : later.day,
        later.time == null ? time : later.time,
        later.people == null ? people : later.people,
        later.nights == null ? nights : later.nights,
        later.room == null ? room : later.room);
  }

  static String people(int count) {
    return count == 1 ? "one person" : word(count) + " people";
  }

  static String nights(int count) {
    return count == 1 ? "one night" : word(count) + " nights";
  }

  private static String word(int count) {
    return count < NUMBERS.size() ? NUMBERS.get(count) : Integer.toString(count);
  }
}
