/**
 * Is the caller speaking, and are they done? The caller's audio comes in as frames of 20 ms at 16
 * kHz, and where speech started and ended comes out, on the time scale of that audio; what is known
 * in a pause comes in, and how long the pause must be to end the turn comes out. Nothing here knows
 * of calls, transports, recognisers or a clock.
 */
@NullMarked
package dev.parley.turn;

import org.jspecify.annotations.NullMarked;
