package dev.gatehouse.demo.app;

import java.nio.file.Path;

/** Something that was waited for did not happen. */
final class StepMissingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Path log;

    /** @param log where to look for the reason */
    StepMissingException(String what, Path log) {
        super(what);
        this.log = log;
    }

    Path log() {
        return log;
    }
}
