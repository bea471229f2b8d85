/** Tests of the figures for Prometheus. */
@NullMarked
package dev.parley.gateway.metrics;

import org.jspecify.annotations.NullMarked;
