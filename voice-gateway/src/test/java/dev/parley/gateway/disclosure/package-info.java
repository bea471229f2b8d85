@NullMarked
package dev.parley.gateway.disclosure;

import org.jspecify.annotations.NullMarked;
