package dev.parley.gateway.disclosure;

/**
 * Hears whether a caller wants a human: to be put through to one, to be called by one, or only not
 * to talk to a machine. In what a recogniser made of it, as {@link IdentityQuestions}.
 */
final class HumanWishes {
  private final PhraseBook book;

  private HumanWishes(PhraseBook book) {
    this.book = book;
  }

  /**
   * @param language of the caller, ISO 639-1
   * @throws IllegalArgumentException if there are no phrases for that language
   */
  static HumanWishes in(String language) {
    return new HumanWishes(PhraseBook.read("handover", language));
  }

  /**
   * Whether it is wished in a turn of the caller, as the recogniser wrote it.
   *
   * @return how many words of the turn are not of the wish; -1 if it isn't wished
   */
  int wishedBesides(String utterance) {
    String meant = book.without("not wished", book.heard(utterance));
    return book.finds("wished", meant) ? PhraseBook.words(book.without("wished", meant)) : -1;
  }

  /** The truthful answer, always the same. */
  String answer() {
    return book.text();
  }
}
