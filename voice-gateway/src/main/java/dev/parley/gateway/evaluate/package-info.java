/**
 * Measures a speech-to-text adapter on recordings with known text: word errors, compute time,
 * delays. A folder of recordings and an adapter's channel go in, figures come out. It must not know
 * which engine recognises, nor print anything.
 */
@NullMarked
package dev.parley.gateway.evaluate;

import org.jspecify.annotations.NullMarked;
