package dev.gatehouse.maintenance.round;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** A round as it is gone: what fails is said once, and tried again with the next one. One thread at a time. */
final class Going implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Going.class);
    /** The shutdown of the service waits for the end of a round. */
    private static final int MOST_STEPS = 20;

    private final Round round;
    private boolean failing;

    Going(Round round) {
        this.round = round;
    }

    @Override
    public void run() {
        try {
            int steps = 1;
            while (round.step() && steps < MOST_STEPS)
                steps++;
            worked();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void worked() {
        if (failing)
            LOG.info("it goes on; for a while {}", round.missing());
        failing = false;
    }

    /** The cause as it is: nothing in the tables of this service is a secret, and the platform keeps rows out of what it says. */
    private void failed(RuntimeException e) {
        if (!failing)
            LOG.warn("for now {}: {}; it is tried again every {}. If it stays so, see /actuator/health on the peer port and"
                    + " docs/operations.md", round.missing(), NestedExceptionUtils.getMostSpecificCause(e).toString(),
                    round.pause());
        failing = true;
    }
}
