/**
 * What every speech engine offers, and how one is found and opened. Prepared words and a voice go
 * in; samples and word times go out through a sink that can say stop. It knows nothing of streams,
 * clauses or gRPC.
 */
@NullMarked
package dev.parley.tts.engine;

import org.jspecify.annotations.NullMarked;
