/**
 * Figures for Prometheus, made of what calls tell. Records come in, a page of text goes out. Knows
 * no call and takes no time itself; labels have few values, and none that a caller chooses.
 */
@NullMarked
package dev.parley.gateway.metrics;

import org.jspecify.annotations.NullMarked;
