package dev.parley.gateway.clause;

/**
 * What comes after a token.
 *
 * @param text the next token, as far as it is known
 * @param complete whether more of it may come
 */
record Following(String text, boolean complete) {
  boolean isUnknown() {
    return text.isEmpty() && !complete;
  }

  boolean startsWithDigit() {
    return !text.isEmpty() && Character.isDigit(text.charAt(0));
  }

  boolean startsLowerCase() {
    return !text.isEmpty() && Character.isLowerCase(text.charAt(0));
  }
}
