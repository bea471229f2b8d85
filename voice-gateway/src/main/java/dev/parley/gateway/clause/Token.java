package dev.parley.gateway.clause;

import java.util.Locale;
import java.util.Set;

/**
 * A piece of text between white space.
 *
 * @param text with its punctuation
 */
record Token(String text) {
  private static final String CLOSERS = "\"')]}*_`”’»";
  private static final String OPENERS = "\"'([{*_`“‘«";

  /** Followed by a name or a figure, never the end of a sentence. */
  private static final Set<String> TITLES =
      Set.of(
          "dr", "mr", "mrs", "ms", "prof", "st", "mt", "ft", "gen", "col", "sgt", "capt", "lt",
          "rev", "hon", "pres", "gov", "sen", "rep", "vs", "e.g", "i.e", "cf", "approx", "ca",
          "dept", "est", "fig", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "jan", "feb",
          "aug", "sept", "oct", "nov", "dec", "tel", "ext", "resp", "incl");

  /** Abbreviations only before a figure; "No." is a sentence otherwise. */
  private static final Set<String> BEFORE_FIGURES =
      Set.of("no", "nos", "p", "pp", "vol", "ch", "sec");

  /** May end a sentence; the next word tells. */
  private static final Set<String> OPEN_ENDED =
      Set.of(
          "a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "jr", "sr", "ave", "blvd", "rd", "u.s",
          "u.k", "d.c", "ph.d", "min", "hr", "hrs");

  /** Words that begin sentences and don't go on after "p.m." or "Inc.". */
  private static final Set<String> STARTERS =
      Set.of(
          "i",
          "i'm",
          "i'll",
          "we",
          "we'll",
          "you",
          "you'll",
          "your",
          "it",
          "it's",
          "he",
          "she",
          "they",
          "there",
          "this",
          "that",
          "that's",
          "these",
          "those",
          "the",
          "a",
          "an",
          "is",
          "are",
          "was",
          "do",
          "does",
          "did",
          "can",
          "could",
          "would",
          "will",
          "shall",
          "should",
          "may",
          "have",
          "has",
          "what",
          "which",
          "who",
          "when",
          "where",
          "why",
          "how",
          "if",
          "please",
          "so",
          "but",
          "and",
          "then",
          "also",
          "after",
          "before",
          "our",
          "my",
          "let",
          "let's",
          "no",
          "yes",
          "on",
          "in",
          "at",
          "for",
          "breakfast",
          "checkout",
          "check-out",
          "check-in",
          "anything",
          "thank",
          "thanks",
          "sorry",
          "unfortunately",
          "however",
          "otherwise",
          "until",
          "just",
          "all");

  boolean isWord() {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  /** Whether a quotation is open after this token, given whether one was before it. */
  boolean isQuotedAfter(boolean before) {
    boolean quoted = before;
    for (int i = 0; i < text.length(); i++) {
      quoted =
          switch (text.charAt(i)) {
            case '"' -> isInches(i) == quoted;
            case '“', '«' -> true;
            case '”', '»' -> false;
            default -> quoted;
          };
    }
    return quoted;
  }

  private boolean isInches(int at) {
    return at > 0 && Character.isDigit(text.charAt(at - 1)) && text.indexOf('"') == at;
  }

  Break breakAfter(boolean firstOfLine, Following following) {
    String bare = withoutClosers();
    if (bare.isEmpty()) {
      return Break.NONE;
    }
    boolean closed = bare.length() < text.length();
    char last = bare.charAt(bare.length() - 1);
    return switch (last) {
      case '!', '?', '؟', '।', '。', '！', '？' -> sentence(closed, following);
      case '.' -> afterPeriod(bare, firstOfLine, closed, following);
      case '…', ',', ';', ':', '—', '–', '،', '、', '，' -> Break.CLAUSE;
      case '-' -> bare.length() > 1 || firstOfLine ? Break.NONE : Break.CLAUSE;
      default -> Break.NONE;
    };
  }

  /** {@code "Stop!" he said} is one sentence. */
  private static Break sentence(boolean closed, Following following) {
    if (!closed) {
      return Break.SENTENCE;
    }
    if (following.isUnknown()) {
      return Break.UNDECIDED;
    }
    return following.startsLowerCase() ? Break.NONE : Break.SENTENCE;
  }

  private static Break afterPeriod(
      String bare, boolean firstOfLine, boolean closed, Following following) {
    if (bare.endsWith("..")) {
      return Break.CLAUSE;
    }
    String word = withoutOpeners(bare.substring(0, bare.length() - 1)).toLowerCase(Locale.ROOT);
    if (TITLES.contains(word) || isInitial(word) || (firstOfLine && isListNumber(word))) {
      return Break.NONE;
    }
    if (BEFORE_FIGURES.contains(word)) {
      return following.isUnknown()
          ? Break.UNDECIDED
          : following.startsWithDigit() ? Break.NONE : Break.SENTENCE;
    }
    if (OPEN_ENDED.contains(word)) {
      return afterOpenEnded(following);
    }
    return sentence(closed, following);
  }

  private static Break afterOpenEnded(Following following) {
    if (!following.complete()) {
      return Break.UNDECIDED;
    }
    String next = withoutOpeners(following.text());
    boolean capital = !next.isEmpty() && Character.isUpperCase(next.charAt(0));
    String plain = next.replaceAll("[^\\p{L}'-]+$", "").replace('’', '\'').toLowerCase(Locale.ROOT);
    return capital && STARTERS.contains(plain) ? Break.SENTENCE : Break.NONE;
  }

  /** A single letter other than the word "I". */
  private static boolean isInitial(String word) {
    return word.length() == 1 && Character.isLetter(word.charAt(0)) && word.charAt(0) != 'i';
  }

  private static boolean isListNumber(String word) {
    return word.length() <= 3 && word.chars().allMatch(Character::isDigit) && !word.isEmpty();
  }

  private String withoutClosers() {
    int end = text.length();
    while (end > 0 && CLOSERS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private static String withoutOpeners(String word) {
    int start = 0;
    while (start < word.length() && OPENERS.indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    return word.substring(start);
  }
}
