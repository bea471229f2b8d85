package dev.parley.tts.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Web and e-mail addresses, said so that one could write them down. */
final class WebRules {
  private static final String TOP_LEVEL =
      "com|org|net|info|edu|gov|biz|dev|app|io|ai|co|eu|uk|de|fr|es|it|nl|at|ch|us|ca|au";
  private static final Set<String> SAID_ENDINGS =
      Set.of("com", "org", "net", "info", "gov", "biz", "dev", "app");
  private static final int MAX_PATH_CHARS = 30;
  private static final Pattern QUERY = Pattern.compile("[?#].*");
  private static final Pattern PART = Pattern.compile("[A-Za-z]+|\\d+|[^A-Za-z\\d]");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "([A-Za-z0-9._%+-]{1,64}+)@([A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+){1,5})",
              WebRules::mail),
          Rule.ignoringCase(
              "(?:https?://|www\\.)(?:www\\.)?([A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,5})"
                  + "(?::\\d{1,5})?((?:[/?#][^\\s<>()\\[\\]\"]{0,500}[A-Za-z0-9/])?)",
              WebRules::web),
          Rule.ignoringCase(
              "\\b((?:[A-Za-z0-9-]{1,63}\\.){1,4}(?:"
                  + TOP_LEVEL
                  + "))\\b((?:/[A-Za-z0-9/_.-]{0,100}[A-Za-z0-9/])?)(?!\\.[A-Za-z])",
              WebRules::web));

  private WebRules() {}

  private static boolean mail(MatchResult match, Draft draft) {
    int start = match.start();
    int end = match.end();
    parts(match.group(1), draft, start, end);
    draft.say("at", start, end);
    host(match.group(2), draft, start, end);
    return true;
  }

  private static boolean web(MatchResult match, Draft draft) {
    int start = match.start();
    int end = match.end();
    host(match.group(1), draft, start, end);
    String path = QUERY.matcher(match.group(2)).replaceFirst("");
    // a long path can't be remembered; the site alone is what a speaker would say
    if (path.startsWith("/") && path.length() > 1 && path.length() <= MAX_PATH_CHARS) {
      parts(path.endsWith("/") ? path.substring(0, path.length() - 1) : path, draft, start, end);
    }
    return true;
  }

  private static void host(String host, Draft draft, int start, int end) {
    int lastDot = host.lastIndexOf('.');
    if (lastDot < 0) {
      parts(host, draft, start, end);
      return;
    }
    parts(host.substring(0, lastDot), draft, start, end);
    draft.say("dot", start, end);
    String ending = host.substring(lastDot + 1).toLowerCase(Locale.ROOT);
    if (SAID_ENDINGS.contains(ending)) {
      draft.say(ending, start, end);
    } else {
      parts(ending, draft, start, end);
    }
  }

  private static void parts(String text, Draft draft, int start, int end) {
    Matcher part = PART.matcher(text);
    while (part.find()) {
      String piece = part.group();
      if (Character.isDigit(piece.charAt(0))) {
        draft.say(NumberWords.digits(piece), start, end);
      } else if (Character.isLetter(piece.charAt(0))) {
        letters(piece, draft, start, end);
      } else {
        draft.say(symbol(piece.charAt(0)), start, end);
      }
    }
  }

  private static void letters(String piece, Draft draft, int start, int end) {
    String lower = piece.toLowerCase(Locale.ROOT);
    if (lower.length() <= 2 || !lower.matches(".*[aeiouy].*")) {
      draft.spell(lower, start, end);
    } else {
      draft.say(lower.substring(0, Math.min(lower.length(), WordRules.MAX_LETTERS)), start, end);
    }
  }

  private static String symbol(char symbol) {
    return switch (symbol) {
      case '.' -> "dot";
      case '-' -> "dash";
      case '_' -> "underscore";
      case '+' -> "plus";
      case '%' -> "percent";
      case '/' -> "slash";
      default -> "";
    };
  }
}
