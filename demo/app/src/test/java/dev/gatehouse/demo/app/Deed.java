package dev.gatehouse.demo.app;

import java.time.Duration;

/** What is done to a process, and undone again. */
enum Deed {
    /** As a crash would; started again at once, as by a supervisor. */
    KILL("kill -9", Duration.ZERO),
    /** Stopped where it is, shorter than anybody's patience. */
    FREEZE("frozen for 2 s", Duration.ofSeconds(2)),
    /** Longer than the relay's session and a consumer's membership last. */
    LONG_FREEZE("frozen for 13 s", Duration.ofSeconds(13)),
    /** Asked to end, and started again. */
    RESTART("restart", Duration.ZERO);

    private final String words;
    private final Duration lasts;

    Deed(String words, Duration lasts) {
        this.words = words;
        this.lasts = lasts;
    }

    Duration lasts() {
        return lasts;
    }

    @Override
    public String toString() {
        return words;
    }
}
