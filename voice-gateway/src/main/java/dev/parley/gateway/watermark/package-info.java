/**
 * The in-band watermark of the bot's voice: a noise that only somebody with the key can find, far
 * below the speech and shaped like it, so that a recording of a call can be told to hold
 * synthesised speech after it went through a telephone. PCM and a key come in; marked PCM, or what
 * was found, goes out. It must not know of calls, threads, the network or the time.
 */
@NullMarked
package dev.parley.gateway.watermark;

import org.jspecify.annotations.NullMarked;
