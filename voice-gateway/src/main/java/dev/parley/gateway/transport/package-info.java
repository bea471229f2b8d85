/**
 * What a call needs of a wire protocol. Each protocol has a package of its own below this one and
 * turns its messages into calls of {@link dev.parley.gateway.transport.CallChannel}. It must not
 * know of turns or hops.
 */
@NullMarked
package dev.parley.gateway.transport;

import org.jspecify.annotations.NullMarked;
