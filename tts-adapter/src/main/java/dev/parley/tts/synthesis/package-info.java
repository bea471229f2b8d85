/**
 * The gRPC service: clauses come in, and go through preparation and an engine on bounded workers;
 * audio, word marks and clause ends go out as fast as the caller reads, in clause order. Silence is
 * trimmed and pauses are added here, so that engines need not. It knows engines only as {@link
 * dev.parley.tts.engine.SpeechEngine}.
 */
@NullMarked
package dev.parley.tts.synthesis;

import org.jspecify.annotations.NullMarked;
