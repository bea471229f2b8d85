/** Tests of training and measuring, on small conversations made up here. */
@NullMarked
package dev.parley.turn.training;

import org.jspecify.annotations.NullMarked;
