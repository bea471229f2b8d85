/** Tests of what is told of calls. */
@NullMarked
package dev.parley.gateway.observe;

import org.jspecify.annotations.NullMarked;
