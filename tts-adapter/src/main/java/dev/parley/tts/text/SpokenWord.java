package dev.parley.tts.text;

/**
 * One word as it is to be said, and where it comes from. Several words may come from the same
 * place: "$5" is said as "five" and "dollars".
 *
 * @param text letters and apostrophes only; a single capital is a letter that is spelled
 * @param startChar where its origin begins in the text that was prepared, in UTF-16 units
 * @param endChar where its origin ends, exclusive
 * @param after how it is parted from the next word
 */
public record SpokenWord(String text, int startChar, int endChar, Break after) {
  public SpokenWord {
    if (text.isEmpty() || startChar < 0 || endChar <= startChar) {
      throw new IllegalArgumentException(
          "a spoken word needs letters and an origin, found '%s' from [%d,%d)"
              .formatted(text, startChar, endChar));
    }
  }

  SpokenWord before(Break pause) {
    return new SpokenWord(text, startChar, endChar, pause);
  }

  /** Whether both are said for the same piece of writing. */
  public boolean sharesOriginWith(SpokenWord other) {
    return startChar == other.startChar && endChar == other.endChar;
  }
}
