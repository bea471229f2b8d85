package dev.parley.gateway.audio;

/**
 * What a cut of the bot's voice threw away.
 *
 * @param heard what the caller had heard by then
 * @param unplayedMillis sent and, by the best knowledge, not played: what the caller's end must
 *     drop
 * @param unsentMillis never sent
 */
public record Cleared(Heard heard, long unplayedMillis, long unsentMillis) {}
