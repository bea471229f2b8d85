@NullMarked
package dev.parley.gateway.transport.twilio;

import org.jspecify.annotations.NullMarked;
