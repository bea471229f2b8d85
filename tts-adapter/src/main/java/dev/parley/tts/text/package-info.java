/**
 * Turns what a model wrote into words that can be said. Text with numbers, money, addresses and
 * markdown comes in; plain words go out, each knowing where in the text it stands. It is pure, and
 * knows no engine, no audio and no gRPC.
 */
@NullMarked
package dev.parley.tts.text;

import org.jspecify.annotations.NullMarked;
