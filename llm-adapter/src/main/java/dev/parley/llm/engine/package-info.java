/**
 * What every language engine must offer to the service. A checked request goes in, pieces of the
 * answer come out through a sink, and at last how it ended. It must not know of gRPC streams,
 * settings or any particular engine.
 */
@NullMarked
package dev.parley.llm.engine;

import org.jspecify.annotations.NullMarked;
