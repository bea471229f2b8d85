/**
 * Asterisk's chan_websocket: a WebSocket that Asterisk opens for each call, binary messages of
 * audio and text messages of events and commands in JSON.
 */
@NullMarked
package dev.parley.gateway.transport.asterisk;

import org.jspecify.annotations.NullMarked;
