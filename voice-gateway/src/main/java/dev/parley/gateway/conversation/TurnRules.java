package dev.parley.gateway.conversation;

/**
 * The conversation's numbers and fixed phrases.
 *
 * @param disclosure first words of every call
 * @param notUnderstood what the model is told when speech could not be recognised
 * @param apology said when no answer can be had
 * @param bargeInNanos how long a sound over the bot must last before it is taken as an
 *     interruption. A short "mm-hmm" lasts 200 to 400 ms, and its end is seen 200 ms late.
 * @param transcriptNanos longest wait for a final after the turn is over
 * @param modelNanos longest wait for the model's first, and for each next words
 * @param audioNanos longest wait for the first audio of a clause
 */
public record TurnRules(
    String disclosure,
    String notUnderstood,
    String apology,
    long bargeInNanos,
    long transcriptNanos,
    long modelNanos,
    long audioNanos) {

  private static final long MILLI = 1_000_000;

  public static TurnRules standard() {
    return new TurnRules(
        "Hello. You are talking to an automated AI assistant, not to a person.",
        "[not understood]",
        "I am sorry, I can't answer right now. Please try again in a moment.",
        500 * MILLI,
        3_000 * MILLI,
        6_000 * MILLI,
        4_000 * MILLI);
  }
}
