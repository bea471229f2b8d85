package dev.parley.gateway.disclosure;

/**
 * Notices when the bot is about to say that it is human, or that it is no machine: outright, in
 * passing, or by a life it can't have. To speak of other people, or to say that it is not human, is
 * no such claim.
 */
public final class HumanClaims {
  private final PhraseBook book;

  private HumanClaims(PhraseBook book) {
    this.book = book;
  }

  /**
   * @param language of the bot, ISO 639-1
   * @throws IllegalArgumentException if there are no phrases for that language
   */
  public static HumanClaims in(String language) {
    return new HumanClaims(PhraseBook.read("claims", language));
  }

  /**
   * Whether there is one.
   *
   * @param text what the bot has said of its answer, and what it would say next
   */
  public boolean isIn(CharSequence text) {
    return book.says("claim", "no claim", text);
  }

  /** What is said in its place, always the same. */
  public String correction() {
    return book.text();
  }
}
