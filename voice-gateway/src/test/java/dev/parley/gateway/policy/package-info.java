@NullMarked
package dev.parley.gateway.policy;

import org.jspecify.annotations.NullMarked;
