/**
 * Neural voices through Piper's native library, in this process. Words go in; a whole piece of
 * samples comes back at once, without word times and without a way to stop in the middle. Its jar
 * bundles espeak-ng, which is GPL-3: it is used only when chosen by name, and no other package may
 * touch it.
 */
@NullMarked
package dev.parley.tts.piper;

import org.jspecify.annotations.NullMarked;
