package dev.parley.tts.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * From text as written to words as said. Reads from left to right; at each place the first rule
 * that knows the writing there says it. What no rule knows (emoji, control characters, quotes) is
 * silent.
 */
public final class TextPreparation {
  /** The special before the general: "2:30" is a time before it is a number. */
  private static final List<Rule> RULES =
      Stream.of(
              MarkupRules.RULES,
              WebRules.RULES,
              TimeRules.RULES,
              QuantityRules.RULES,
              WordRules.RULES,
              PunctuationRules.RULES)
          .flatMap(List::stream)
          .toList();

  private TextPreparation() {}

  public static SpokenText prepare(String text) {
    Draft draft = new Draft();
    List<Matcher> matchers = RULES.stream().map(rule -> rule.matcher(text)).toList();
    int at = 0;
    while (at < text.length()) {
      int end = read(text, at, matchers, draft);
      at = end > at ? end : at + Character.charCount(text.codePointAt(at));
    }
    return draft.done();
  }

  /** The end of what was read, or the same place when no rule knows it. */
  private static int read(String text, int at, List<Matcher> matchers, Draft draft) {
    for (int i = 0; i < matchers.size(); i++) {
      Matcher matcher = matchers.get(i).region(at, text.length());
      if (matcher.lookingAt()
          && matcher.end() > at
          && RULES.get(i).reading().say(matcher.toMatchResult(), draft)) {
        return matcher.end();
      }
    }
    return at;
  }
}
