/**
 * The gateway's ends of the three hops: gRPC streams with deadlines, cancellation and bounded
 * queues. Audio and text go out to an address, results come back on the executor of the call that
 * asked. It must not know of turns, nor of any engine.
 */
@NullMarked
package dev.parley.gateway.hop;

import org.jspecify.annotations.NullMarked;
