/**
 * Scripted conversations in virtual time. A scenario says what the caller does and how the hops
 * behave; the real conversation, voice, chunker and playout accounting run on it, and what the
 * caller would have heard comes out, the same on every run. Nothing here knows a clock, a thread or
 * a socket.
 */
@NullMarked
package dev.parley.gateway.simulate;

import org.jspecify.annotations.NullMarked;
