/**
 * What was learned of turn-taking, and how it is applied: moments become features, features become
 * probabilities. The trainer and the running detector both go through this package, so that both
 * see the same. Nothing here reads a corpus, a clock or a microphone.
 */
@NullMarked
package dev.parley.turn.model;

import org.jspecify.annotations.NullMarked;
