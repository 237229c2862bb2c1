package dev.gatehouse.benchmarks.seal;

/**
 * One point in one round, in a JVM of its own.
 *
 * @param cpuMicros processor time of the measuring thread per operation
 * @param wallMicros what the clock on the wall said; more on a busy machine
 * @param allocatedBytes per operation
 */
record Measurement(double cpuMicros, double wallMicros, double allocatedBytes) {}
