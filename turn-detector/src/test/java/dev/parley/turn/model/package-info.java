/** Tests of features, and of how a caller's habits are learned. */
@NullMarked
package dev.parley.turn.model;

import org.jspecify.annotations.NullMarked;
