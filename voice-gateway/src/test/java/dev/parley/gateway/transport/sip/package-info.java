@NullMarked
package dev.parley.gateway.transport.sip;

import org.jspecify.annotations.NullMarked;
