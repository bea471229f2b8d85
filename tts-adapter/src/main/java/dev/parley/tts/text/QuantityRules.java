package dev.parley.tts.text;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Money, measures, telephone numbers and all other numbers. */
final class QuantityRules {
  private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})++(?!\\d)|\\d++)((?:\\.\\d++)?)";
  private static final String SCALE = "(?:\\s?(thousand|million|billion|[kK]|m|M|bn)\\b)?";

  private record Currency(String one, String many, String hundredth, String hundredths) {}

  private static final Currency DOLLAR = new Currency("dollar", "dollars", "cent", "cents");
  private static final Currency EURO = new Currency("euro", "euros", "cent", "cents");
  private static final Currency POUND = new Currency("pound", "pounds", "penny", "pence");
  private static final Currency YEN = new Currency("yen", "yen", "sen", "sen");
  private static final Map<String, Currency> CURRENCIES =
      Map.of(
          "$", DOLLAR, "USD", DOLLAR, "€", EURO, "EUR", EURO, "£", POUND, "GBP", POUND, "¥", YEN,
          "JPY", YEN);
  private static final Map<String, String> SCALES =
      Map.of(
          "k",
          "thousand",
          "K",
          "thousand",
          "m",
          "million",
          "M",
          "million",
          "bn",
          "billion",
          "thousand",
          "thousand",
          "million",
          "million",
          "billion",
          "billion");

  /** Singular and plural of what stands after a number. */
  private static final Map<String, List<String>> UNITS =
      Map.ofEntries(
          unit("%", "percent", "percent"),
          unit("°C", "degree Celsius", "degrees Celsius"),
          unit("°F", "degree Fahrenheit", "degrees Fahrenheit"),
          unit("°", "degree", "degrees"),
          unit("km/h", "kilometer an hour", "kilometers an hour"),
          unit("mph", "mile an hour", "miles an hour"),
          unit("km", "kilometer", "kilometers"),
          unit("cm", "centimeter", "centimeters"),
          unit("mm", "millimeter", "millimeters"),
          unit("m²", "square meter", "square meters"),
          unit("sqm", "square meter", "square meters"),
          unit("m", "meter", "meters"),
          unit("ft", "foot", "feet"),
          unit("kg", "kilogram", "kilograms"),
          unit("mg", "milligram", "milligrams"),
          unit("g", "gram", "grams"),
          unit("lb", "pound", "pounds"),
          unit("lbs", "pound", "pounds"),
          unit("oz", "ounce", "ounces"),
          unit("ml", "milliliter", "milliliters"),
          unit("l", "liter", "liters"),
          unit("kWh", "kilowatt hour", "kilowatt hours"),
          unit("kW", "kilowatt", "kilowatts"),
          unit("GB", "gigabyte", "gigabytes"),
          unit("MB", "megabyte", "megabytes"),
          unit("GHz", "gigahertz", "gigahertz"),
          unit("MHz", "megahertz", "megahertz"),
          unit("ms", "millisecond", "milliseconds"),
          unit("min", "minute", "minutes"),
          unit("hr", "hour", "hours"),
          unit("hrs", "hour", "hours"),
          unit("sec", "second", "seconds"),
          unit("s", "second", "seconds"),
          unit("x", "time", "times"));

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "\\+\\d[\\d ().-]{5,24}\\d|\\(\\d{2,5}\\) ?\\d{3,4}(?:[ .-]?\\d{3,4}){0,2}(?!\\d)"
                  + "|\\d{3}[ .-]\\d{3}[ .-]\\d{4}(?!\\d)|\\d{3}-\\d{4}(?!\\d)"
                  + "|0\\d{2,4}[ -]\\d{3,4}(?:[ -]?\\d{3,4}){0,2}(?!\\d)",
              QuantityRules::telephone),
          Rule.of(
              "([$€£¥]|(?:USD|EUR|GBP|JPY)\\s)\\s?" + NUMBER + SCALE,
              QuantityRules::moneyAfterSign),
          Rule.of(
              NUMBER + "\\s?([$€£¥]|(?:USD|EUR|GBP|JPY)\\b)",
              (m, d) -> money(m, d, m.group(3), 1, null)),
          Rule.of(
              "(?<![\\p{L}\\d])[-\\u2212](?=\\d)",
              (match, draft) -> {
                draft.say("minus", match.start(), match.end());
                return true;
              }),
          Rule.of(
              NUMBER
                  + "(?:\\s?(%|°[CF]?|m²)|\\s?(km/h|mph|km|cm|mm|sqm|kWh|kW|kg|mg|lbs?|oz|ml|GB|MB"
                  + "|GHz|MHz|ms|min|hrs?|sec|ft|m|g|l|s|x)(?![\\p{L}\\d/'’]))",
              QuantityRules::measure),
          Rule.of(
              "(\\d{1,15})(?:st|nd|rd|th)(?!\\p{L})",
              (match, draft) -> {
                long number = Long.parseLong(match.group(1));
                draft.say(NumberWords.ordinal(number), match.start(), match.end());
                return true;
              }),
          Rule.of("(\\d{1,2})/(\\d{1,2})(?![\\d/])", QuantityRules::fraction),
          Rule.of(
              "\\d{1,4}(?:\\.\\d{1,4}){2,5}(?!\\d)",
              (match, draft) -> {
                String[] parts = match.group().split("\\.");
                for (int i = 0; i < parts.length; i++) {
                  draft.say(
                      (i == 0 ? "" : "point ") + NumberWords.number(parts[i]),
                      match.start(),
                      match.end());
                }
                return true;
              }),
          // four digits by themselves are mostly a year, and a count reads well that way, too
          Rule.of(
              "(1[1-9]\\d\\d|20\\d\\d)(?![\\d,]\\d|\\.\\d|\\d)",
              (match, draft) -> {
                draft.say(
                    NumberWords.year(Integer.parseInt(match.group())), match.start(), match.end());
                return true;
              }),
          Rule.of(
              NUMBER,
              (match, draft) -> {
                draft.say(NumberWords.number(match.group()), match.start(), match.end());
                return true;
              }),
          Rule.of(
              "(?<=\\d)\\s?[-\\u2013]\\s?(?=[$€£]?\\d)",
              (match, draft) -> {
                draft.say("to", match.start(), match.end());
                return true;
              }));

  private QuantityRules() {}

  private static Map.Entry<String, List<String>> unit(String sign, String one, String many) {
    return Map.entry(sign, List.of(one, many));
  }

  private static boolean telephone(MatchResult match, Draft draft) {
    String text = match.group();
    int from = 0;
    // groups as written are groups as spoken
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isDigitOrPlus(text.charAt(i))) {
        String group = text.substring(from, i);
        if (!group.isEmpty()) {
          String plus = group.startsWith("+") ? "plus " : "";
          draft.say(plus + NumberWords.digits(group), match.start() + from, match.start() + i);
          draft.pause(i == text.length() ? Break.NONE : Break.COMMA);
        }
        from = i + 1;
      }
    }
    return true;
  }

  private static boolean isDigitOrPlus(char c) {
    return Character.isDigit(c) || c == '+';
  }

  private static boolean moneyAfterSign(MatchResult match, Draft draft) {
    return money(match, draft, match.group(1), 2, match.group(4));
  }

  private static boolean money(
      MatchResult match, Draft draft, String sign, int numberGroup, @Nullable String scale) {
    Currency currency = CURRENCIES.get(sign.strip());
    String whole = match.group(numberGroup).replace(",", "");
    String decimals = match.group(numberGroup + 1);
    if (currency == null || whole.length() > NumberWords.MAX_DIGITS) {
      return false;
    }
    long units = Long.parseLong(whole);
    String said;
    if (scale != null || !(decimals.isEmpty() || decimals.length() == 3)) {
      said =
          NumberWords.number(whole + decimals)
              + (scale == null ? "" : " " + SCALES.get(scale))
              + " "
              + currency.many();
    } else {
      long hundredths = decimals.isEmpty() ? 0 : Long.parseLong(decimals.substring(1));
      String large = counted(units, currency.one(), currency.many());
      String small = counted(hundredths, currency.hundredth(), currency.hundredths());
      said = hundredths == 0 ? large : units == 0 ? small : large + " and " + small;
    }
    draft.say(said, match.start(), match.end());
    return true;
  }

  private static String counted(long count, String one, String many) {
    return NumberWords.cardinal(count) + " " + (count == 1 ? one : many);
  }

  private static boolean measure(MatchResult match, Draft draft) {
    String sign = match.group(3) == null ? match.group(4) : match.group(3);
    List<String> names = UNITS.get(sign);
    if (names == null) {
      return false;
    }
    String number = match.group(1) + match.group(2);
    String name = number.equals("1") ? names.get(0) : names.get(1);
    draft.say(NumberWords.number(number) + " " + name, match.start(), match.end());
    return true;
  }

  private static boolean fraction(MatchResult match, Draft draft) {
    String said =
        switch (match.group()) {
          case "1/2" -> "one half";
          case "1/3" -> "one third";
          case "2/3" -> "two thirds";
          case "1/4" -> "one quarter";
          case "3/4" -> "three quarters";
          case "24/7" -> "twenty four seven";
          default ->
              NumberWords.number(match.group(1)) + " slash " + NumberWords.number(match.group(2));
        };
    draft.say(said, match.start(), match.end());
    return true;
  }
}
