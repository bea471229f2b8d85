/**
 * Learns turn-taking from conversations and measures what was learned. Files of rows and words come
 * in; a model and its figures come out. Calls never use this package.
 */
@NullMarked
package dev.parley.turn.training;

import org.jspecify.annotations.NullMarked;
