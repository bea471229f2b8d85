@NullMarked
package dev.parley.gateway.watermark;

import org.jspecify.annotations.NullMarked;
