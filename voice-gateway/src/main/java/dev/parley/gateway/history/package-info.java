/**
 * What calls told, kept in a database: H2 in the program, or a PostgreSQL elsewhere. Records come
 * in through a bounded queue and are written by one thread; figures over a span of time go out.
 * Knows neither calls nor HTTP, and a database that is slow or gone costs records, never a call.
 */
@NullMarked
package dev.parley.gateway.history;

import org.jspecify.annotations.NullMarked;
