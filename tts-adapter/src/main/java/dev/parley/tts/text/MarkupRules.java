package dev.parley.tts.text;

import java.util.List;

/** Markdown and tags: their text is said, their marks are not. */
final class MarkupRules {
  static final List<Rule> RULES =
      List.of(
          Rule.pause("(?m)^[ \\t]{0,8}```[^\\n]{0,80}", Break.SENTENCE),
          // comments, tags, speech markup: no engine gets to see them
          Rule.skip("<!--(?s:.{0,1000}?)-->"),
          Rule.skip("</?[A-Za-z][^<>]{0,200}>"),
          // an image says its description, a link its text
          Rule.skip("!?\\[(?=[^\\]\\n]{0,200}\\]\\()"),
          Rule.skip("\\]\\([^()\\s]{0,500}(?:[ ]\"[^\"\\n]{0,200}\")?\\)"),
          Rule.skip("\\[\\^?\\d{1,3}\\](?!\\()"),
          Rule.pause("(?m)^[ \\t]{0,8}(?:[-*_][ \\t]?){3,80}$", Break.SENTENCE),
          Rule.skip("(?m)^[ \\t]{0,8}#{1,6}[ \\t]{1,8}"),
          Rule.pause("(?m)^[ \\t]{0,16}[-*+\\u2022\\u2013][ \\t]{1,8}", Break.SENTENCE),
          Rule.of(
              "(?m)^[ \\t]{0,16}(\\d{1,3})[.)][ \\t]{1,8}(?=\\S)",
              (match, draft) -> {
                draft.pause(Break.SENTENCE);
                draft.say(NumberWords.number(match.group(1)), match.start(1), match.end(1));
                draft.pause(Break.COMMA);
                return true;
              }),
          Rule.pause("\\|[-: |\\t]{0,200}", Break.COMMA),
          Rule.skip("[*`~]{1,3}|_{1,3}(?=[\\p{L}\\d])|(?<=[\\p{L}\\d.!?])_{1,3}"));

  private MarkupRules() {}
}
