package dev.parley.tts.engine;

/**
 * When a word is said.
 *
 * @param word its index in the piece
 * @param startSample first sample, since the start of the piece
 * @param endSample sample after its last one
 */
public record WordTime(int word, long startSample, long endSample) {}
