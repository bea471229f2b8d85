/** Tests of the spans of calls, as a collector receives them. */
@NullMarked
package dev.parley.gateway.span;

import org.jspecify.annotations.NullMarked;
