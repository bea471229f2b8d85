package dev.parley.gateway.clause;

/** Walks over the tokens of a text that are followed by white space; one owner. */
final class Tokens {
  private final CharSequence text;
  private int start;
  private int end;

  Tokens(CharSequence text) {
    this.text = text;
  }

  /** false when the next token isn't complete yet. */
  boolean next() {
    start = skipSpace(end);
    int tokenEnd = skipToken(start);
    if (tokenEnd == text.length()) {
      return false;
    }
    end = tokenEnd;
    return true;
  }

  Token token() {
    return new Token(text.subSequence(start, end).toString());
  }

  int end() {
    return end;
  }

  boolean isLineEnd() {
    for (int i = end; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
      if (text.charAt(i) == '\n') {
        return true;
      }
    }
    return false;
  }

  /** The token after this one, as far as it is there; may be empty. */
  Following following() {
    int from = skipSpace(end);
    int to = skipToken(from);
    return new Following(text.subSequence(from, to).toString(), to < text.length());
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int skipToken(int from) {
    int i = from;
    while (i < text.length() && !Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }
}
