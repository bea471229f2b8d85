/**
 * Tests of the clause chunker. Texts come in, token by token; clauses are compared. Nothing here
 * knows of voices.
 */
@NullMarked
package dev.parley.gateway.clause;

import org.jspecify.annotations.NullMarked;
