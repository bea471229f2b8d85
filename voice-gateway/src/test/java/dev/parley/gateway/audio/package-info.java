/**
 * Tests of the audio plumbing. Tones, random cuts and virtual time come in; figures and texts are
 * compared. Nothing here waits for real time, save that the clock's thread ticks at all.
 */
@NullMarked
package dev.parley.gateway.audio;

import org.jspecify.annotations.NullMarked;
