/**
 * Functions that the model may call. A call of the model comes in as a name and JSON, is checked
 * against the tool's schema, and a sentence for the model goes out. It must not know of turns:
 * whether and when a tool may run is decided before.
 */
@NullMarked
package dev.parley.gateway.tool;

import org.jspecify.annotations.NullMarked;
