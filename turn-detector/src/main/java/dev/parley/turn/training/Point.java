package dev.parley.turn.training;

/** Of a curve. */
record Point(double x, double y) {}
