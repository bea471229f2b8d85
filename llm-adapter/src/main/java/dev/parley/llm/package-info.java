/**
 * The language model's server: the gRPC service, its settings, and the choice of an engine.
 * Conversations come in, streams of text and tool calls go out. It must not know of calls, turns,
 * audio or the other hops.
 */
@NullMarked
package dev.parley.llm;

import org.jspecify.annotations.NullMarked;
