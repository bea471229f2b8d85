package dev.parley.turn.training;

import java.util.function.DoubleUnaryOperator;

/**
 * What a call does with the probabilities, so that it can be measured beside what could be done.
 *
 * @param stopAt P(interruption) at which the bot falls silent
 * @param waitSeconds by P(turn is over): how long a pause must be to end the turn
 */
public record CallPolicy(double stopAt, DoubleUnaryOperator waitSeconds) {}
