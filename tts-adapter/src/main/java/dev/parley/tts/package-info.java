/**
 * The text-to-speech server: the gRPC service, text preparation, the choice of an engine, and what
 * every engine must offer. Clauses of text come in, audio and word marks go out. It must not know
 * of calls, turns or the other hops.
 */
@NullMarked
package dev.parley.tts;

import org.jspecify.annotations.NullMarked;
