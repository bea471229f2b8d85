/** How somebody else plugs in a turn detector of their own; the module's README shows it. */
@NullMarked
package dev.parley.turn.example;

import org.jspecify.annotations.NullMarked;
