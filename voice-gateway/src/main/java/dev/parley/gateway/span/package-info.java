/**
 * Spans for OpenTelemetry, made of what calls tell: a call, its turns, and the parts of the time
 * before each answer. Records come in with their times, finished spans go out. It takes no time
 * itself, and no word of a conversation passes through it.
 */
@NullMarked
package dev.parley.gateway.span;

import org.jspecify.annotations.NullMarked;
