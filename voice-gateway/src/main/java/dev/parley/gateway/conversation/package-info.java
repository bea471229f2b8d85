/**
 * Who has the floor, when a turn is over, what is answered and what the model is told was heard.
 * Timestamped events come in, commands go out. It must not know a clock, a thread, a socket, Vert.x
 * or gRPC: time is an argument.
 */
@NullMarked
package dev.parley.gateway.conversation;

import org.jspecify.annotations.NullMarked;
