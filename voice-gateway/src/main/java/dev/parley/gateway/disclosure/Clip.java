package dev.parley.gateway.disclosure;

/**
 * What a caller is told first: that they talk to a machine. Rendered ahead of time, so that it can
 * be heard when nothing else works.
 *
 * @param language of the words, BCP 47
 * @param text the words
 * @param samples PCM, 16 kHz mono; begins with at least 200 ms of silence, since the beginning of a
 *     call is easily lost
 * @param sha256 of the samples as s16le, hex
 */
@SuppressWarnings("ArrayRecordComponent") // a recording is its samples; they are not compared
public record Clip(String language, String text, short[] samples, String sha256) {}
