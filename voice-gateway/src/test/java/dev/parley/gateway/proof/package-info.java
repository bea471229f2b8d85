@NullMarked
package dev.parley.gateway.proof;

import org.jspecify.annotations.NullMarked;
