package dev.parley.tts.text;

/** How a speaker parts one word from the next. */
public enum Break {
  NONE,
  /** A comma, dash, colon or bracket: the sentence goes on. */
  COMMA,
  /** A full stop or the end of a paragraph. */
  SENTENCE,
  QUESTION,
  EXCLAMATION;

  public boolean endsSentence() {
    return compareTo(SENTENCE) >= 0;
  }

  /** The mark a reader would put there; empty for none. */
  public String mark() {
    return switch (this) {
      case NONE -> "";
      case COMMA -> ",";
      case SENTENCE -> ".";
      case QUESTION -> "?";
      case EXCLAMATION -> "!";
    };
  }
}
