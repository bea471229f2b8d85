package dev.parley.tts.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is said for one form of writing. Patterns are tried where the text before has been read;
 * they use possessive or bounded repetition, so that no input makes them slow.
 */
record Rule(Pattern pattern, Reading reading) {

  /** Says a match, or declines it by returning false. */
  @FunctionalInterface
  interface Reading {
    boolean say(MatchResult match, Draft draft);
  }

  static Rule of(String regex, Reading reading) {
    return new Rule(Pattern.compile(regex), reading);
  }

  static Rule ignoringCase(String regex, Reading reading) {
    return new Rule(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), reading);
  }

  /** Says nothing. */
  static Rule skip(String regex) {
    return of(regex, (match, draft) -> true);
  }

  static Rule pause(String regex, Break pause) {
    return of(
        regex,
        (match, draft) -> {
          draft.pause(pause);
          return true;
        });
  }

  Matcher matcher(CharSequence text) {
    // transparent and not anchoring: \b, (?<!...) and ^ see the whole text
    return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
  }
}
