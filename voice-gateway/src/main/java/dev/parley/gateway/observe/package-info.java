/**
 * What a call tells of itself while it goes on, for whoever wants to know: metrics, spans, history,
 * the dashboard. Nothing is measured here; every time comes from the conversation.
 */
@NullMarked
package dev.parley.gateway.observe;

import org.jspecify.annotations.NullMarked;
