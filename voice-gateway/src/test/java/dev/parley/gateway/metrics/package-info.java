/** Tests of the metrics, as Prometheus reads them. */
@NullMarked
package dev.parley.gateway.metrics;

import org.jspecify.annotations.NullMarked;
