/**
 * Plivo audio streaming, both ways, over a WebSocket that Plivo opens: JSON, mu-law at 8 kHz in
 * base64, positions by checkpoints. And the answer webhook that tells Plivo to open it.
 */
@NullMarked
package dev.parley.gateway.transport.plivo;

import org.jspecify.annotations.NullMarked;
