package dev.parley.turn.model;

/**
 * Word weights that judge a sound over the bot. Immutable.
 *
 * @param claims the caller's words: a claim to speak, against a backchannel
 * @param lasting the caller's first words: more will follow, whoever else is speaking
 * @param cues the bot's last words: an interruption follows them, rather than a backchannel
 * @param closings the bot's last words: it is about to fall silent
 */
public record OverlapWords(
    WordWeights claims, WordWeights lasting, WordWeights cues, WordWeights closings) {}
