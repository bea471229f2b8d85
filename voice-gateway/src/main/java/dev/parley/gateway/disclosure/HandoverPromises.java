package dev.parley.gateway.disclosure;

/**
 * Notices when the bot is about to say that it puts the caller through, or that a human was told,
 * comes or calls: it can bring none of that about. To say where humans are to be reached, or what
 * they do, is no such promise.
 */
final class HandoverPromises {
  private final PhraseBook book;

  private HandoverPromises(PhraseBook book) {
    this.book = book;
  }

  /**
   * @param language of the bot, ISO 639-1
   * @throws IllegalArgumentException if there are no phrases for that language
   */
  static HandoverPromises in(String language) {
    return new HandoverPromises(PhraseBook.read("promises", language));
  }

  /**
   * Whether there is one.
   *
   * @param text what the bot has said of its answer, and what it would say next
   */
  boolean isIn(CharSequence text) {
    return book.says("promise", "no promise", text);
  }

  /** What is said in its place, always the same. */
  String correction() {
    return book.text();
  }
}
