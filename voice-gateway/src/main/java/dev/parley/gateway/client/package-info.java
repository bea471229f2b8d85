/**
 * A caller in software: the other end of docs/protocol.md. Recordings and commands go in, what the
 * gateway says and shows comes out, with the time it arrived. It must not know the gateway's
 * classes, nor print anything.
 */
@NullMarked
package dev.parley.gateway.client;

import org.jspecify.annotations.NullMarked;
