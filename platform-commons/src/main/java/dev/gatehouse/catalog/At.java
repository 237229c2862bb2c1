package dev.gatehouse.catalog;

/** A value and the line of the descriptor where it stands. */
record At<T>(T value, int line) {}
