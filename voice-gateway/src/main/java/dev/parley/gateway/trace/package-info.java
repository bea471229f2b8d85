/**
 * Where the time of a turn went: contiguous segments from the end of the caller's speech to the
 * first audio of the answer. Monotonic timestamps come in, segments that sum to the gap come out.
 * It must not take the time itself.
 */
@NullMarked
package dev.parley.gateway.trace;

import org.jspecify.annotations.NullMarked;
