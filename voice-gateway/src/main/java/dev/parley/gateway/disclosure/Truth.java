package dev.parley.gateway.disclosure;

import dev.parley.adapter.UserError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /**
   * How callers ask if they talk to a machine or to a human: in what a recogniser made of it,
   * without punctuation, in the middle of other talk, with words it mistook. To wish for a human is
   * not to ask; that is told apart.
   */
  private final PhraseBook questions;

  /** How callers want a human: to be put through to one, to be called, or no machine at least. */
  private final PhraseBook wishes;

  /**
   * How a bot would say that it is human, or no machine: outright, in passing, or by a life it
   * can't have. To speak of other people, or to say that it is not human, is no such claim.
   */
  private final PhraseBook claims;

  /**
   * How a bot would say that it puts the caller through, or that a human was told, comes or calls:
   * it can bring none of that about. To say where humans are to be reached, or what they do, is no
   * such promise.
   */
  private final PhraseBook promises;

  private final String humanContact;
  private final String transferTo;

  private Truth(
      PhraseBook questions,
      PhraseBook wishes,
      PhraseBook claims,
      PhraseBook promises,
      String humanContact,
      String transferTo) {
    this.questions = questions;
    this.wishes = wishes;
    this.claims = claims;
    this.promises = promises;
    this.humanContact = humanContact;
    this.transferTo = transferTo;
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
   * @param transferTo the name of whom the caller is put through to then; null = nobody
   */
  public record Reply(List<Asked> asked, String text, boolean whole, @Nullable String transferTo) {
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
        PhraseBook.read("identity", language),
        PhraseBook.read("handover", language),
        PhraseBook.read("claims", language),
        PhraseBook.read("promises", language),
        "",
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
    Truth next = new Truth(questions, wishes, claims, promises, spoken, transferTo);
    for (String said : List.of(next.told(wishes), next.told(promises))) {
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

  /**
   * The same on a line on which callers can be put through: who wants a human gets one.
   *
   * @param name of whom; empty = nobody
   */
  public Truth transferringTo(String name) {
    return new Truth(questions, wishes, claims, promises, humanContact, name);
  }

  private String told(PhraseBook book) {
    if (!transferTo.isEmpty()) {
      return book.textWithTransfer();
    }
    return humanContact.isEmpty() ? book.text() : book.text() + " " + humanContact;
  }

  /** Empty if the caller neither asked who or what they talk to, nor for a human. */
  public Optional<Reply> replyTo(String words) {
    int besidesQuestion = questions.hears("asked", List.of("not asked", "wants human"), words);
    int besidesWish = wishes.hears("wished", List.of("not wished"), words);
    boolean wished = besidesWish >= 0;
    if (besidesQuestion < 0) {
      return wished
          ? Optional.of(reply(List.of(Asked.HUMAN), told(wishes), besidesWish))
          : Optional.empty();
    }
    return Optional.of(
        wished
            ? reply(
                List.of(Asked.IDENTITY, Asked.HUMAN),
                questions.text() + " " + told(wishes),
                Math.min(besidesQuestion, besidesWish))
            : reply(List.of(Asked.IDENTITY), questions.text(), besidesQuestion));
  }

  private Reply reply(List<Asked> asked, String text, int besides) {
    boolean goes = asked.contains(Asked.HUMAN) && !transferTo.isEmpty();
    return new Reply(asked, text, goes || besides < ANOTHER_WISH_WORDS, goes ? transferTo : null);
  }

  /**
   * Empty if the bot may say that.
   *
   * @param text what it has said of its answer, and what it would say next
   */
  public Optional<Correction> correctionFor(String text) {
    if (claims.says("claim", List.of("no claim"), text)) {
      return Optional.of(new Correction(Falsehood.CLAIM, claims.text()));
    }
    List<String> exceptions =
        transferTo.isEmpty() ? List.of("no promise") : List.of("no promise", "offer");
    return promises.says("promise", exceptions, text)
        ? Optional.of(new Correction(Falsehood.PROMISE, told(promises)))
        : Optional.empty();
  }
}
