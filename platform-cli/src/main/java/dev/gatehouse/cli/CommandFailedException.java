package dev.gatehouse.cli;

import org.jspecify.annotations.Nullable;

/** A command cannot go on, for a reason that whoever typed it can do something about. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final String remedy;

    /**
     * @param what happened, and why, in one sentence without a full stop
     * @param remedy what to do about it, in one sentence without a full stop
     */
    public CommandFailedException(ExitCode code, String what, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.code = code;
        this.remedy = remedy;
    }

    public CommandFailedException(ExitCode code, String what, String remedy) {
        this(code, what, remedy, null);
    }

    public ExitCode code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }
}
