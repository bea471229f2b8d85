package dev.parley.gateway.clause;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts one answer's text into clauses while the model is still writing it. A value: what is added
 * gives the clauses that are certain, and the chunker to go on with. A clause goes out as soon as
 * its end is certain, which takes the white space after it. The clauses put together are the text;
 * white space between two belongs to the second, and white space at the very end of the text is
 * dropped.
 *
 * @param pending the text that is in no clause yet
 * @param first whether no clause has been cut
 */
public record ClauseChunker(String pending, boolean first) {
  /** For the beginning of an answer. */
  public static final ClauseChunker START = new ClauseChunker("", true);

  /** What is certain now, often nothing, and what comes later. */
  public record Cut(List<String> clauses, ClauseChunker rest) {
    public Cut {
      clauses = List.copyOf(clauses);
    }
  }

  // At 12 to 80 tokens a second the first clause comes after half the time of the first sentence,
  // without a gap afterwards; a cap of 12 words cut badly ("... in the | morning"), 18 did not.
  private static final int FIRST_CLAUSE_WORDS = 3;
  private static final int CLAUSE_WORDS = 6;
  private static final int MAX_WORDS = 18;
  // a text without spaces; speech adapters take at most 1,000 characters
  private static final int MAX_CHARS = 400;

  /** More of the text. */
  public Cut add(String delta) {
    List<String> clauses = new ArrayList<>();
    ClauseChunker rest = new ClauseChunker(pending + delta, first);
    for (int end = rest.nextEnd(); end > 0; end = rest.nextEnd()) {
      clauses.add(rest.pending.substring(0, end));
      rest = new ClauseChunker(rest.pending.substring(end), false);
    }
    return new Cut(clauses, rest);
  }

  /** The text is complete: the rest. */
  public Cut finish() {
    // the end of the text is as good as white space for all rules
    Cut cut = add("\n");
    String left = cut.rest.pending.stripTrailing();
    if (left.isEmpty()) {
      return new Cut(cut.clauses, START);
    }
    List<String> clauses = new ArrayList<>(cut.clauses);
    clauses.add(left);
    return new Cut(clauses, START);
  }

  /** Where the first clause of the pending text ends; 0 while that isn't certain. */
  private int nextEnd() {
    Tokens tokens = new Tokens(pending);
    int words = 0;
    boolean quoted = false;
    int lastSoftEnd = 0;
    while (tokens.next()) {
      boolean firstOfLine = words == 0;
      Token token = tokens.token();
      if (token.isWord()) {
        words++;
      }
      quoted = token.isQuotedAfter(quoted);
      if (words > 0 && tokens.isLineEnd()) {
        return tokens.end();
      }
      switch (quoted ? Break.NONE : token.breakAfter(firstOfLine, tokens.following())) {
        case SENTENCE -> {
          if (words > 0) {
            return tokens.end();
          }
        }
        case CLAUSE -> {
          if (words >= (first ? FIRST_CLAUSE_WORDS : CLAUSE_WORDS)) {
            return tokens.end();
          }
          if (words >= FIRST_CLAUSE_WORDS) {
            lastSoftEnd = tokens.end();
          }
        }
        case UNDECIDED -> {
          return 0;
        }
        case NONE -> {}
      }
      if (words >= MAX_WORDS) {
        return lastSoftEnd > 0 ? lastSoftEnd : tokens.end();
      }
    }
    return pending.length() > MAX_CHARS ? hardEnd() : Math.max(0, unspacedEnd());
  }

  /** Scripts that don't put a space after the full stop. */
  private int unspacedEnd() {
    for (int i = 0; i < pending.length(); i++) {
      if ("。！？".indexOf(pending.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    return 0;
  }

  private int hardEnd() {
    for (int i = MAX_CHARS; i > 1; i--) {
      if (Character.isWhitespace(pending.charAt(i))) {
        return i;
      }
    }
    return Character.isLowSurrogate(pending.charAt(MAX_CHARS)) ? MAX_CHARS - 1 : MAX_CHARS;
  }
}
