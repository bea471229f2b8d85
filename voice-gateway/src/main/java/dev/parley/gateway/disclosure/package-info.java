/**
 * What callers are told of the bot being a machine: the spoken disclosure, the answer to who asks
 * for it, and what the bot must not say of itself. It must not know of calls, turns, threads, the
 * network or the time.
 */
@NullMarked
package dev.parley.gateway.disclosure;

import org.jspecify.annotations.NullMarked;
