@NullMarked
package dev.parley.gateway.transport;

import org.jspecify.annotations.NullMarked;
