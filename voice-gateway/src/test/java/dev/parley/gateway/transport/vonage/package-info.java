@NullMarked
package dev.parley.gateway.transport.vonage;

import org.jspecify.annotations.NullMarked;
