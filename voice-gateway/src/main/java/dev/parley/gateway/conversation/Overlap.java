package dev.parley.gateway.conversation;

/**
 * A sound of the caller over the bot, not yet decided on.
 *
 * @param onsetNanos when it began
 * @param probability that it is an interruption, as far as is known
 * @param bar what the probability must reach for its words to count when the sound is over
 * @param spent whether the bot has spoken low for it as long as it may
 */
record Overlap(long onsetNanos, double probability, double bar, boolean spent) {
  Overlap likely(double estimate) {
    return new Overlap(onsetNanos, estimate, bar, spent);
  }

  Overlap withBar(double other) {
    return new Overlap(onsetNanos, probability, other, spent);
  }

  Overlap spentUp() {
    return new Overlap(onsetNanos, probability, bar, true);
  }
}
