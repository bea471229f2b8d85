/**
 * The embedded engine: answers from a small collection of facts by retrieval, asks back when
 * unsure, and takes down a booking that a person must confirm. A conversation goes in, words come
 * out at a steady pace; nothing is remembered between requests. It must not know of gRPC streams,
 * settings or the other engines, and it never poses as a person or as a large model.
 */
@NullMarked
package dev.parley.llm.concierge;

import org.jspecify.annotations.NullMarked;
