/**
 * What the law of a place asks of a call, as data: which rules apply, and what follows from them.
 * Rules only add to what the program does in every call. It must not know of calls.
 */
@NullMarked
package dev.parley.gateway.policy;

import org.jspecify.annotations.NullMarked;
