/**
 * What a caller was told and heard of the bot being a machine, so that somebody who trusts neither
 * the program nor its operator can check it: an append-only log of each call, chained by hashes and
 * signed. It must not know of calls under way, their lines or the network.
 */
@NullMarked
package dev.parley.gateway.proof;

import org.jspecify.annotations.NullMarked;
