package dev.parley.llm.concierge;

import java.time.Duration;

/**
 * @param firstToken pause before the first word
 * @param tokensPerSecond words a second after it
 * @param reason why this engine was chosen, for people
 */
public record ConciergeOptions(Duration firstToken, int tokensPerSecond, String reason) {}
