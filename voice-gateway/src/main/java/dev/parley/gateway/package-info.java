/**
 * Starting, wiring and stopping the gateway. Settings come in, a running pipeline comes out. It
 * must not import an engine: adapters are found on the class path or at an address.
 */
@NullMarked
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
