package dev.parley.gateway.disclosure;

import dev.parley.adapter.UserError;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a bot truthful about being a machine, whatever its model writes: a caller who asks, or
 * wants a human, gets an answer that is not the model's, and a sentence in which the bot claims to
 * be human or promises one is not said.
 */
public final class Truth {
  /** With so many other words a caller who asked wants something else as well. */
  private static final int ANOTHER_WISH_WORDS = 7;

  /** Some 20 s of speech. */
  private static final int MAX_CONTACT_CHARS = 300;

  private static final Truth ENGLISH = in("en");

  private final IdentityQuestions questions;
  private final HumanWishes wishes;
  private final HumanClaims claims;
  private final HandoverPromises promises;
  private final String humanContact;

  private Truth(
      IdentityQuestions questions,
      HumanWishes wishes,
      HumanClaims claims,
      HandoverPromises promises,
      String humanContact) {
    this.questions = questions;
    this.wishes = wishes;
    this.claims = claims;
    this.promises = promises;
    this.humanContact = humanContact;
  }

  /** What has an answer that is not the model's. */
  public enum Asked {
    /** Whether this is a machine. */
    IDENTITY,
    /** For a human. */
    HUMAN
  }

  /**
   * What a caller who asked is told.
   *
   * @param whole whether that is all; otherwise the model's answer to the rest follows
   */
  public record Reply(List<Asked> asked, String text, boolean whole) {
    public Reply {
      asked = List.copyOf(asked);
    }
  }

  /** What a bot must not say. */
  public enum Falsehood {
    /** That it is human. */
    CLAIM,
    /** That a human is being reached, was told, comes or calls. */
    PROMISE
  }

  /** What is said in place of it. */
  public record Correction(Falsehood of, String text) {}

  public static Truth english() {
    return ENGLISH;
  }

  private static Truth in(String language) {
    return new Truth(
        IdentityQuestions.in(language),
        HumanWishes.in(language),
        HumanClaims.in(language),
        HandoverPromises.in(language),
        "");
  }

  /**
   * The same, but it tells who wants a human where to find one.
   *
   * @param text a sentence or two; empty = nothing is told
   * @throws UserError when it is too long or not truthful itself
   */
  public Truth withHumanContact(String text) {
    String spoken = text.strip().replaceAll("\\s+", " ");
    if (spoken.length() > MAX_CONTACT_CHARS) {
      throw new UserError(
          "disclosure.human-contact has "
              + spoken.length()
              + " characters, and callers would have to listen to them; "
              + MAX_CONTACT_CHARS
              + " are the most");
    }
    Truth next = new Truth(questions, wishes, claims, promises, spoken);
    for (String said : List.of(next.told(wishes.answer()), next.told(promises.correction()))) {
      next.correctionFor(said)
          .ifPresent(
              correction -> {
                throw new UserError(
                    "disclosure.human-contact would have the bot "
                        + switch (correction.of()) {
                          case CLAIM -> "claim to be human";
                          case PROMISE -> "promise a human, which it can't";
                        }
                        + "; tell only how callers reach one themselves: "
                        + spoken);
              });
    }
    return next;
  }

  private String told(String sentence) {
    return humanContact.isEmpty() ? sentence : sentence + " " + humanContact;
  }

  /** Empty if the caller neither asked who or what they talk to, nor for a human. */
  public Optional<Reply> replyTo(String words) {
    int besidesQuestion = questions.askedBesides(words);
    int besidesWish = wishes.wishedBesides(words);
    boolean wished = besidesWish >= 0;
    if (besidesQuestion < 0) {
      return wished
          ? Optional.of(reply(List.of(Asked.HUMAN), told(wishes.answer()), besidesWish))
          : Optional.empty();
    }
    return Optional.of(
        wished
            ? reply(
                List.of(Asked.IDENTITY, Asked.HUMAN),
                questions.answer() + " " + told(wishes.answer()),
                Math.min(besidesQuestion, besidesWish))
            : reply(List.of(Asked.IDENTITY), questions.answer(), besidesQuestion));
  }

  private static Reply reply(List<Asked> asked, String text, int besides) {
    return new Reply(asked, text, besides < ANOTHER_WISH_WORDS);
  }

  /**
   * Empty if the bot may say that.
   *
   * @param text what it has said of its answer, and what it would say next
   */
  public Optional<Correction> correctionFor(String text) {
    if (claims.isIn(text)) {
      return Optional.of(new Correction(Falsehood.CLAIM, claims.correction()));
    }
    return promises.isIn(text)
        ? Optional.of(new Correction(Falsehood.PROMISE, told(promises.correction())))
        : Optional.empty();
  }
}
