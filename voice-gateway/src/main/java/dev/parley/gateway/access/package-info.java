/**
 * Who may come in: tokens of callers, passwords, and how often one address may knock. Knows nothing
 * of calls.
 */
@NullMarked
package dev.parley.gateway.access;

import org.jspecify.annotations.NullMarked;
