/**
 * Speech from any server that speaks OpenAI's {@code POST /audio/speech}. Words go out as one
 * request a piece; streamed 24 kHz PCM comes back and goes to the sink as it arrives. It knows no
 * gRPC, and shows its key to nobody but that server.
 */
@NullMarked
package dev.parley.tts.openai;

import org.jspecify.annotations.NullMarked;
