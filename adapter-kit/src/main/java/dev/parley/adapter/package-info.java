/**
 * What the servers of the three hops share: settings, choosing and starting an engine, the gRPC
 * server around it, and the checks of the doctor. A hop's module implements {@link
 * dev.parley.adapter.AdapterProvider}; launchers find it with {@link java.util.ServiceLoader}.
 * Nothing here knows of calls or turns, or of any particular engine.
 */
@NullMarked
package dev.parley.adapter;

import org.jspecify.annotations.NullMarked;
