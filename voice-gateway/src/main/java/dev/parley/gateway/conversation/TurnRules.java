package dev.parley.gateway.conversation;

import dev.parley.gateway.disclosure.Truth;
import java.time.Duration;

/**
 * The conversation's fixed phrases and deadlines, and the policy by which turns are taken.
 *
 * @param disclosure first words of every call
 * @param notUnderstood what the model is told when speech could not be recognised
 * @param apology said when no answer can be had
 * @param filler said when a tool takes its time; empty = nothing
 * @param transcriptNanos longest wait for a final after the voice ended
 * @param modelNanos longest wait for the model's first, and for each next words
 * @param audioNanos longest wait for audio that is needed now
 * @param fillerNanos how long a tool may take before the filler is said
 * @param toolNanos longest wait for a tool
 * @param playedNanos longest wait for the word that the answer was played, after it should have
 *     been
 * @param remindNanos how long after the disclosure was heard it is said again
 * @param keysNanos longest wait for a further key of a number
 * @param keysInterrupt whether a key cuts the bot's answer; the disclosure never is
 * @param ending when a call ends by itself
 * @param truth what the bot says of itself, whatever the model writes
 */
public record TurnRules(
    String disclosure,
    String notUnderstood,
    String apology,
    String filler,
    long transcriptNanos,
    long modelNanos,
    long audioNanos,
    long fillerNanos,
    long toolNanos,
    long playedNanos,
    long remindNanos,
    long keysNanos,
    boolean keysInterrupt,
    Ending ending,
    TurnPolicy policy,
    Truth truth) {

  private static final long MILLI = 1_000_000;
  private static final long MINUTE = 60_000 * MILLI;

  // the strictest laws say: at least every three hours; a long answer must not stand in the way
  private static final long LONGEST_REMIND_MINUTES = 170;

  public static TurnRules standard() {
    return new TurnRules(
        "Hello. You are talking to an automated AI assistant, not to a person.",
        "[not understood]",
        "I am sorry, I can't answer right now. Please try again in a moment.",
        "One moment, please.",
        3_000 * MILLI,
        6_000 * MILLI,
        4_000 * MILLI,
        1_200 * MILLI,
        10_000 * MILLI,
        1_000 * MILLI,
        LONGEST_REMIND_MINUTES * MINUTE,
        2_500 * MILLI,
        true,
        Ending.never(),
        TurnPolicy.standard(),
        Truth.english());
  }

  public TurnRules withDisclosure(String words) {
    return with(words, remindNanos, keysInterrupt, ending, policy, truth);
  }

  public TurnRules with(TurnPolicy other) {
    return with(disclosure, remindNanos, keysInterrupt, ending, other, truth);
  }

  /** Never later than without. */
  public TurnRules remindingAfter(Duration atMost) {
    long sooner = Math.min(remindNanos, atMost.toNanos());
    return with(disclosure, sooner, keysInterrupt, ending, policy, truth);
  }

  public TurnRules with(Ending other) {
    return with(disclosure, remindNanos, keysInterrupt, other, policy, truth);
  }

  public TurnRules withKeysThatInterrupt(boolean interrupt) {
    return with(disclosure, remindNanos, interrupt, ending, policy, truth);
  }

  public TurnRules with(Truth other) {
    return with(disclosure, remindNanos, keysInterrupt, ending, policy, other);
  }

  private TurnRules with(
      String words, long remind, boolean keys, Ending end, TurnPolicy turns, Truth honest) {
    return new TurnRules(
        words,
        notUnderstood,
        apology,
        filler,
        transcriptNanos,
        modelNanos,
        audioNanos,
        fillerNanos,
        toolNanos,
        playedNanos,
        remind,
        keysNanos,
        keys,
        end,
        turns,
        honest);
  }
}
