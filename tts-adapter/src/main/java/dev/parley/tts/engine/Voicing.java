package dev.parley.tts.engine;

/**
 * How to say it.
 *
 * @param voice a name of the engine's; empty = its default
 * @param rate 1.0 = the voice's own pace, 2.0 = twice as fast
 */
public record Voicing(String voice, double rate) {}
