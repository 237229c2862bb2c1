/** Benchmark programs; each prints a table, says which of its targets are met, and writes JSON. */
@NullMarked
package dev.gatehouse.benchmarks;

import org.jspecify.annotations.NullMarked;
