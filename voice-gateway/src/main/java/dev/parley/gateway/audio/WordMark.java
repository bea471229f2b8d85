package dev.parley.gateway.audio;

/**
 * When a word of a clause is spoken.
 *
 * @param startChar where it begins in the clause's text
 * @param endChar where it ends there, exclusive
 * @param startMillis when it begins in the clause's audio
 * @param endMillis when it ends there
 */
public record WordMark(int startChar, int endChar, int startMillis, int endMillis) {}
