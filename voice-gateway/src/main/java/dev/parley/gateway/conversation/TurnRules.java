package dev.parley.gateway.conversation;

import dev.parley.gateway.disclosure.Truth;

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
    TurnPolicy policy,
    Truth truth) {

  private static final long MILLI = 1_000_000;

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
        TurnPolicy.standard(),
        Truth.english());
  }

  public TurnRules withDisclosure(String words) {
    return with(words, policy);
  }

  public TurnRules with(TurnPolicy other) {
    return with(disclosure, other);
  }

  public TurnRules with(Truth other) {
    return new TurnRules(
        disclosure,
        notUnderstood,
        apology,
        filler,
        transcriptNanos,
        modelNanos,
        audioNanos,
        fillerNanos,
        toolNanos,
        playedNanos,
        policy,
        other);
  }

  private TurnRules with(String words, TurnPolicy other) {
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
        other,
        truth);
  }
}
