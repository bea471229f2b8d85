/**
 * Tests of speech and turn detection. Generated sounds and, where they are present, recordings come
 * in; the detector's events are compared with what is known of them. Nothing here waits for real
 * time.
 */
@NullMarked
package dev.parley.turn;

import org.jspecify.annotations.NullMarked;
