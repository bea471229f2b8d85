/**
 * Vonage's voice WebSockets, which Vonage opens: s16le at 16 kHz in binary messages of 20 ms,
 * commands and events in JSON. And the answer webhook that tells Vonage to open them.
 */
@NullMarked
package dev.parley.gateway.transport.vonage;

import org.jspecify.annotations.NullMarked;
