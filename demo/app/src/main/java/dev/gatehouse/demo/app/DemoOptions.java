package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param until absent: until Ctrl-C, or the end of {@code duration}
 * @param train folder for AOT caches that this run shall make
 * @param certificateLife how long each certificate is good; it is renewed at two thirds
 */
record DemoOptions(Optional<DemoCommand.Until> until, Optional<Duration> duration, Optional<Path> dataDir, boolean keep,
        int portBase, Optional<Path> train, Duration certificateLife) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** How long the story may take. */
    Duration patience() {
        return until.isPresent() ? duration.orElse(PATIENCE) : PATIENCE;
    }

    boolean onlyFirstEvent() {
        return until.filter(DemoCommand.Until.FIRST_EVENT::equals).isPresent();
    }
}
