package dev.gatehouse.delivery.kafka;

/** How far a partition of a polled batch got. */
public sealed interface Progress {
    /** The offset of the first record that is not dealt with. */
    long next();

    /** Every record has its verdict. */
    record Finished(long next) implements Progress {}

    /** The record at {@code next} has no verdict yet: seek back to it, pause, try again later. */
    record Stopped(long next) implements Progress {}

    /** The consumer was sent to other places of all its partitions; this one's records were not looked at. */
    record Elsewhere(long next) implements Progress {}
}
