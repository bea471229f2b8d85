/** Tests of what the dashboard asks of a gateway. */
@NullMarked
package dev.parley.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
