/** Prometheus metrics, made of what calls tell of themselves. */
@NullMarked
package dev.parley.gateway.metrics;

import org.jspecify.annotations.NullMarked;
