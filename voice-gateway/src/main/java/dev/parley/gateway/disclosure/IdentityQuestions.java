package dev.parley.gateway.disclosure;

/**
 * Hears whether a caller asks if they talk to a machine or to a human, in what a recogniser made of
 * it: without punctuation, in the middle of other talk, with words it mistook. To wish for a human
 * is not to ask; that is told apart.
 */
public final class IdentityQuestions {
  private final PhraseBook book;

  private IdentityQuestions(PhraseBook book) {
    this.book = book;
  }

  /**
   * @param language of the caller, ISO 639-1
   * @throws IllegalArgumentException if there are no phrases for that language
   */
  public static IdentityQuestions in(String language) {
    return new IdentityQuestions(PhraseBook.read("identity", language));
  }

  /**
   * Whether it is asked in a turn of the caller, as the recogniser wrote it.
   *
   * @return how many words of the turn are not of the question; -1 if it isn't asked
   */
  public int askedBesides(String utterance) {
    String meant = book.without("not asked", book.heard(utterance));
    String asked = book.without("wants human", meant);
    return book.finds("asked", asked) ? PhraseBook.words(book.without("asked", asked)) : -1;
  }

  /** The truthful answer, always the same. */
  public String answer() {
    return book.text();
  }
}
