/**
 * The embedded voice: FreeTTS's kevin16, pure Java, no download. Words go in, 16 kHz samples and
 * word times come out while the sentence is still being computed. Of FreeTTS nothing but this
 * package knows; this package knows no streams and no gRPC.
 */
@NullMarked
package dev.parley.tts.freetts;

import org.jspecify.annotations.NullMarked;
