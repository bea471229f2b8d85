/**
 * Asterisk's AudioSocket: a TCP connection that Asterisk opens for each call, frames of a kind, a
 * length and as many bytes.
 */
@NullMarked
package dev.parley.gateway.transport.audiosocket;

import org.jspecify.annotations.NullMarked;
