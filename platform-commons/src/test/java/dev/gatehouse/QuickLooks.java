package dev.gatehouse;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.pollinterval.IterativePollInterval;
import org.junit.jupiter.api.extension.Extension;

/**
 * Whoever waits looks soon and often at first, then less and less often, up to ten times a second: most of what tests wait for
 * is there in milliseconds. Found by JUnit, for all tests of this module.
 */
public final class QuickLooks implements Extension {
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(100);

    /** For JUnit. */
    public QuickLooks() {
        Awaitility.setDefaultPollDelay(FIRST);
        Awaitility.setDefaultPollInterval(IterativePollInterval.iterative(QuickLooks::longer, FIRST));
    }

    private static Duration longer(Duration before) {
        var next = before.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST) < 0 ? next : LONGEST;
    }
}
