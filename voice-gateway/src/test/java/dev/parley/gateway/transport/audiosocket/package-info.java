@NullMarked
package dev.parley.gateway.transport.audiosocket;

import org.jspecify.annotations.NullMarked;
