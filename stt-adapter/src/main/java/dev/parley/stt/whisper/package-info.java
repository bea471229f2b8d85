/**
 * Whisper, through whisper-jni: windows of a growing utterance are decoded over and over by a
 * bounded pool of native workers. Audio of utterances comes in, partial and final transcripts go
 * out. It must not know of gRPC streams, and no caller's mistake may reach the native code, since a
 * fault there kills the process.
 */
@NullMarked
package dev.parley.stt.whisper;

import org.jspecify.annotations.NullMarked;
