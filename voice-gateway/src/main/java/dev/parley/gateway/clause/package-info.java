/**
 * Cuts the model's text into pieces worth speaking. Text deltas come in as the model streams them,
 * and clauses go out as early as they can be spoken well. Nothing here knows of voices, models or
 * time.
 */
@NullMarked
package dev.parley.gateway.clause;

import org.jspecify.annotations.NullMarked;
