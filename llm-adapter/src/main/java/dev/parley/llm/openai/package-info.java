/**
 * Any server that speaks OpenAI's chat completions, over HTTP. A conversation goes out as one POST,
 * its server-sent events come back as text and tool calls; cancelling closes the connection's
 * stream at once. It must not know of gRPC streams, settings or the other engines, and it never
 * lets a key or an upstream's free text into an error or a log.
 */
@NullMarked
package dev.parley.llm.openai;

import org.jspecify.annotations.NullMarked;
