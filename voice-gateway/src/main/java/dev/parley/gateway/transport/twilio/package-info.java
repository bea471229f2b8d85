/**
 * Twilio Media Streams, both ways, over a WebSocket that Twilio opens: JSON, mu-law at 8 kHz in
 * base64, positions by marks. And the webhook that tells Twilio to open it.
 */
@NullMarked
package dev.parley.gateway.transport.twilio;

import org.jspecify.annotations.NullMarked;
