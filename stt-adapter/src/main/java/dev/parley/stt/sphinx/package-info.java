/**
 * The demo-domain recogniser: Sphinx-4's US English acoustic model and search over a trigram made
 * from the {@link dev.parley.adapter.knowledge.Knowledge} at start. Audio of utterances comes in;
 * partials, finals and a verdict whether they may be believed go out. It must not know of gRPC
 * streams, of other engines, or what the recognised words mean.
 */
@NullMarked
package dev.parley.stt.sphinx;

import org.jspecify.annotations.NullMarked;
