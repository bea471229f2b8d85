/** Tests of the pages in a real browser. */
@NullMarked
package dev.parley.gateway.web;

import org.jspecify.annotations.NullMarked;
