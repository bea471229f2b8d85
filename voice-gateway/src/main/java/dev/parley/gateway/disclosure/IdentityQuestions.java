package dev.parley.gateway.disclosure;

import java.util.regex.Pattern;

/**
 * Hears whether a caller asks if they talk to a machine or to a human, in what a recogniser made of
 * it: without punctuation, in the middle of other talk, with words it mistook. To wish for a human
 * is not to ask; that is told apart.
 */
public final class IdentityQuestions {
  /** Some minutes of speech; the time to look grows with the length. */
  private static final int MAX_CHARS = 2_000;

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
    String kept = utterance.substring(Math.max(0, utterance.length() - MAX_CHARS));
    String meant = book.without("not asked", book.spelling().of(kept));
    String left = book.without("asked", book.without("wants human", meant));
    if (!book.finds("asked", book.without("wants human", meant))) {
      return -1;
    }
    return (int) Pattern.compile("[^ .,~]+").matcher(left).results().count();
  }

  /** The truthful answer, always the same. */
  public String answer() {
    return book.text();
  }
}
