/**
 * The way of spans to a collector of OpenTelemetry. Finished spans come in, OTLP over HTTP goes
 * out, through a bounded queue. It takes no time itself, and knows no calls and no settings.
 */
@NullMarked
package dev.parley.adapter.tracing;

import org.jspecify.annotations.NullMarked;
