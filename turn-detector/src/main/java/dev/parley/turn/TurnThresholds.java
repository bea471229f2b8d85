package dev.parley.turn;

/**
 * Where the trade-off curves of a detector say a probability is high enough. Each was measured on
 * callers the detector was not trained on; the model's card shows the curves.
 *
 * @param stop P(interruption) at which the bot stops: one in ten other sounds stops it, too
 * @param stopSure the same with one in twenty
 * @param end P(turn is over) at which a turn ends: one in twenty unfinished pauses is cut
 * @param endEarly the same with one in ten
 */
public record TurnThresholds(double stop, double stopSure, double end, double endEarly) {}
