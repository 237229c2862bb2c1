package dev.gatehouse.maintenance.round;

import java.time.Duration;

/** Something that is done again and again, in bounded steps. A bean of this type is all that it takes. */
public interface Round {
    /** What is not done while it fails, in words for the log: "no work order gets its visit". */
    String missing();

    /** Between the end of one round and the next. */
    Duration pause();

    /**
     * One transaction. Instances of the service do not know of each other: it locks what it takes and leaves out what another
     * one has locked.
     *
     * @return whether there may be more to do at once
     */
    boolean step();
}
