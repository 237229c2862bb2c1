package dev.gatehouse.authorization.kafka;

import dev.gatehouse.authorization.Difference;

/** What came of an apply. */
public sealed interface Outcome {
    /**
     * Everything was done that could be.
     *
     * @param left what differs still, as read back from the broker: foreign rights, and what no apply can mend
     */
    record Applied(Difference left) implements Outcome {}

    /** Nothing was done, since too much would have been taken away. */
    record TooMuch(int percent, Allowance allowance) implements Outcome {}
}
