/**
 * One call: everything that belongs to it, on one Vert.x context. Audio and messages come from a
 * channel, results from the hops; audio and messages go back. It must not know any wire protocol,
 * and decides nothing: the conversation does.
 */
@NullMarked
package dev.parley.gateway.call;

import org.jspecify.annotations.NullMarked;
