/**
 * The speech-to-text server: the gRPC service, the choice of an engine, and what every engine must
 * offer. Utterances of audio come in, transcripts go out. It must not know of calls, turns or the
 * other hops.
 */
@NullMarked
package dev.parley.stt;

import org.jspecify.annotations.NullMarked;
