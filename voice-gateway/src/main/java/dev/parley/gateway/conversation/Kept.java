package dev.parley.gateway.conversation;

/**
 * A turn of the caller that waits for the floor: said during the disclosure, or while an answer was
 * being cut.
 */
record Kept(String words, Spoken spoken) {}
