/**
 * The models that engines run on: which are known, which of them lie verified on the disk, and how
 * to fetch one. A name comes in, a path whose SHA-256 was checked goes out, or a reason why not.
 * Nothing here opens a model, or knows what an engine does with it.
 */
@NullMarked
package dev.parley.adapter.model;

import org.jspecify.annotations.NullMarked;
