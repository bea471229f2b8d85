package dev.parley.tts.text;

import java.util.List;
import java.util.Map;

/** Breaks, and the symbols that are said. */
final class PunctuationRules {
  private static final Map<String, String> SYMBOLS =
      Map.of(
          "&",
          "and",
          "+",
          "plus",
          "=",
          "equals",
          "@",
          "at",
          "×",
          "times",
          "½",
          "one half",
          "¼",
          "one quarter",
          "¾",
          "three quarters",
          "§",
          "section");

  static final List<Rule> RULES =
      List.of(
          Rule.pause("(?:\\.{2,}+|\\u2026)(?=\\s*+(?:\\p{Lu}|$))", Break.SENTENCE),
          Rule.pause("\\.{2,}+|\\u2026", Break.COMMA),
          Rule.pause("[?\\uff1f][?!]*+", Break.QUESTION),
          Rule.pause("[!\\uff01][?!]*+", Break.EXCLAMATION),
          Rule.pause("[.\\u3002](?![\\p{L}\\d])", Break.SENTENCE),
          Rule.pause("[ \\t]*+\\R(?:[ \\t]*+\\R)++", Break.SENTENCE),
          Rule.pause(
              "[ \\t]*+\\R(?=[ \\t]{0,16}(?:[-*+\\u2022#]|\\d{1,3}[.)]\\s))", Break.SENTENCE),
          Rule.pause("\\R", Break.COMMA),
          Rule.pause("[,;:()\\[\\]{}\\u3001](?!\\p{L}\\))", Break.COMMA),
          Rule.pause("[\\u2014\\u2015]|\\s[-\\u2013]{1,3}+\\s", Break.COMMA),
          Rule.of(
              "#(?=\\d)",
              (match, draft) -> {
                draft.say("number", match.start(), match.end());
                return true;
              }),
          Rule.of(
              "[&+=@×½¼¾§]",
              (match, draft) -> {
                draft.say(SYMBOLS.getOrDefault(match.group(), ""), match.start(), match.end());
                return true;
              }));

  private PunctuationRules() {}
}
