@NullMarked
package dev.parley.gateway.transport.plivo;

import org.jspecify.annotations.NullMarked;
