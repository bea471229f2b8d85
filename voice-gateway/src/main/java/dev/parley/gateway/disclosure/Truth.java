package dev.parley.gateway.disclosure;

import java.util.Optional;

/**
 * Keeps a bot truthful about being a machine, whatever its model writes: a caller who asks gets an
 * answer that is not the model's, and a sentence in which the bot claims to be human is not said.
 */
public final class Truth {
  /** With so many other words a caller who asked wants something else as well. */
  private static final int ANOTHER_WISH_WORDS = 7;

  private static final Truth ENGLISH = in("en");

  private final IdentityQuestions questions;
  private final HumanClaims claims;

  private Truth(IdentityQuestions questions, HumanClaims claims) {
    this.questions = questions;
    this.claims = claims;
  }

  /**
   * What a caller who asked is told.
   *
   * @param whole whether that is all; otherwise the model's answer to the rest follows
   */
  public record Reply(String text, boolean whole) {}

  public static Truth english() {
    return ENGLISH;
  }

  private static Truth in(String language) {
    return new Truth(IdentityQuestions.in(language), HumanClaims.in(language));
  }

  /** Empty if the caller did not ask who or what they talk to. */
  public Optional<Reply> replyTo(String words) {
    int besides = questions.askedBesides(words);
    return besides < 0
        ? Optional.empty()
        : Optional.of(new Reply(questions.answer(), besides < ANOTHER_WISH_WORDS));
  }

  /**
   * Whether the bot claims to be human.
   *
   * @param text what it has said of its answer, and what it would say next
   */
  public boolean isClaim(String text) {
    return claims.isIn(text);
  }

  /** What is said in place of a claim. */
  public String correction() {
    return claims.correction();
  }
}
