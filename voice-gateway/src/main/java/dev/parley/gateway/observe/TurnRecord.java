package dev.parley.gateway.observe;

import dev.parley.gateway.conversation.Command.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a call: what the caller said and what became of the answer. Turn 0 is what the bot
 * says of itself at the beginning.
 *
 * @param heardNanos when the turn was known, monotonic; null for turn 0
 * @param timing null when nothing of the answer was heard
 * @param endNanos when the answer was over, monotonic
 * @param callerText null where there was none, or may not be kept
 * @param botText empty where it may not be kept
 * @param botHeardText the part of it that the caller heard
 */
public record TurnRecord(
    long turn,
    @Nullable Long heardNanos,
    @Nullable TurnTiming timing,
    long endNanos,
    @Nullable String callerText,
    boolean understood,
    String botText,
    String botHeardText,
    Outcome outcome) {}
