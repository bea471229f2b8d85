/**
 * Telnyx media streaming, both ways, over a WebSocket that Telnyx opens: JSON, G.711 at 8 kHz in
 * base64, positions by marks; chunks may overtake each other. And the TeXML webhook that tells
 * Telnyx to open it.
 */
@NullMarked
package dev.parley.gateway.transport.telnyx;

import org.jspecify.annotations.NullMarked;
