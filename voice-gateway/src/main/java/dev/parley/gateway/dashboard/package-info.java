/**
 * What the latency dashboard is made of: calls as they happen, as a stream of events, and figures
 * of the history, as JSON and CSV. Records and questions come in, HTTP answers go out. Measures
 * nothing itself.
 */
@NullMarked
package dev.parley.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
