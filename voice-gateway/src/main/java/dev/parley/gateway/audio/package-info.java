/**
 * Audio of a call between the wire and the pipeline: sample formats, telephone companding, sample
 * rate conversion, the 20 ms clock, the paced playout of the bot's voice, recordings on disk. The
 * caller's wire format comes in and PCM 16 kHz mono goes out, and the other way round for the bot;
 * {@link dev.parley.gateway.audio.Playout} adds what of the bot's text the caller has heard.
 * Nothing here knows of Vert.x, gRPC, turns or models, and only {@link
 * dev.parley.gateway.audio.FrameClock} has a thread or reads a clock.
 */
@NullMarked
package dev.parley.gateway.audio;

import org.jspecify.annotations.NullMarked;
