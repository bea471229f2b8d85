/**
 * The voice protocol over WebSocket of docs/protocol.md, spoken by browsers and the talk command.
 * JSON and PCM come in, a call is opened or resumed, JSON and PCM go out. It must not decide
 * anything about the conversation.
 */
@NullMarked
package dev.parley.gateway.transport.browser;

import org.jspecify.annotations.NullMarked;
