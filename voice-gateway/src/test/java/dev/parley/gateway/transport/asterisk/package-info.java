@NullMarked
package dev.parley.gateway.transport.asterisk;

import org.jspecify.annotations.NullMarked;
