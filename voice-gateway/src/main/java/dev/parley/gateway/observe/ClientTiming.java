package dev.parley.gateway.observe;

import org.jspecify.annotations.Nullable;

/**
 * What the caller's end measured of the wait for an answer, by its own clock.
 *
 * @param bufferNanos from the arrival of the answer's first audio at that end to when it was
 *     audible
 * @param gapNanos from the caller's last sound, or the typed question, to the same; null where that
 *     end doesn't know. What it exceeds the gateway's gap and the buffer by is the way there and
 *     back
 */
public record ClientTiming(long turn, long bufferNanos, @Nullable Long gapNanos) {}
