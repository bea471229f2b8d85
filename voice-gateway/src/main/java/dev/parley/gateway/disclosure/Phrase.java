package dev.parley.gateway.disclosure;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * One phrase of a {@link PhraseBook} as a regular expression over {@link SpokenText}. Repetitions
 * are bounded, so that no text makes the search slow:
 *
 * <ul>
 *   <li>{@code word} this word
 *   <li>{@code {list}} a phrase of the list with that name
 *   <li>{@code (a b|c)} either
 *   <li>{@code x?} or not, {@code x*} up to three times, {@code _} any word
 *   <li>{@code ^} here the text or a sentence begins
 *   <li>{@code $} here the text, a sentence or a part of it ends
 *   <li>{@code >list} here it ends, or a phrase of the list follows
 *   <li>{@code !list} no phrase of the list follows
 * </ul>
 */
final class Phrase {
  private static final String WORD_END = " (?:, )?";
  private static final String END = "\\. |, |$";

  private final String source;
  private final Map<String, String> lists;
  private int at;

  private Phrase(String source, Map<String, String> lists) {
    this.source = source;
    this.lists = lists;
  }

  static Pattern compile(String phrase, Map<String, String> lists) {
    // whole words only: every word of the text has a space on either side
    return Pattern.compile("(?<= )" + expression(phrase, lists));
  }

  /** The regular expression of a phrase, as a group. */
  static String expression(String phrase, Map<String, String> lists) {
    Phrase parser = new Phrase(phrase, lists);
    String expression = parser.alternatives();
    if (parser.at < phrase.length()) {
      throw parser.wrong("')' without '('");
    }
    return expression;
  }

  private String alternatives() {
    StringBuilder out = new StringBuilder("(?:");
    while (at < source.length() && source.charAt(at) != ')') {
      char c = source.charAt(at);
      if (c == ' ') {
        at++;
      } else if (c == '|') {
        at++;
        out.append('|');
      } else {
        out.append(item(c));
      }
    }
    return out.append(')').toString();
  }

  private String item(char first) {
    String atom =
        switch (first) {
          case '(' -> group();
          case '{' -> {
            at++;
            String list = list(until('}'));
            at++;
            yield list;
          }
          case '^' -> sign("(?<=^ |\\. )");
          case '$' -> sign("(?=" + END + ")");
          case '_' -> sign("(?:[^ .,~]+" + WORD_END + ")");
          case '>' -> {
            at++;
            blanks();
            yield "(?=" + END + "|" + list(name()) + ")";
          }
          case '!' -> {
            at++;
            yield "(?!" + list(name()) + ")";
          }
          default -> "(?:" + Pattern.quote(name()) + WORD_END + ")";
        };
    if (at < source.length() && source.charAt(at) == '?') {
      return sign(atom + "?");
    }
    if (at < source.length() && source.charAt(at) == '*') {
      return sign(atom + "{0,3}");
    }
    return atom;
  }

  private String group() {
    at++;
    String inside = alternatives();
    if (at == source.length()) {
      throw wrong("'(' without ')'");
    }
    return sign(inside);
  }

  private String sign(String expression) {
    at++;
    return expression;
  }

  private void blanks() {
    while (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
  }

  private String until(char end) {
    int to = source.indexOf(end, at);
    if (to < 0) {
      throw wrong("no '" + end + "'");
    }
    String text = source.substring(at, to);
    at = to;
    return text;
  }

  private String name() {
    int from = at;
    while (at < source.length() && Character.isLetterOrDigit(source.charAt(at))) {
      at++;
    }
    if (from == at) {
      throw wrong("a word was expected");
    }
    return source.substring(from, at);
  }

  private String list(String name) {
    String expression = lists.get(name);
    if (expression == null) {
      throw wrong("no list '" + name + "' stands above it");
    }
    return expression;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "phrase '" + source + "', character " + (at + 1) + ": " + what);
  }
}
