@NullMarked
package dev.parley.gateway.transport.telnyx;

import org.jspecify.annotations.NullMarked;
