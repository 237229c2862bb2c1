package dev.gatehouse.identity;

import java.util.List;
import java.util.stream.Collectors;

/** This service has no identity that could be used, so nothing starts. Holds everything that is wrong and what to do. */
public final class NoIdentityException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<IdentityProblem> problems;
    private final String remedy;

    public NoIdentityException(List<IdentityProblem> problems, String remedy) {
        super(problems.stream().map(IdentityProblem::toString).collect(Collectors.joining("; ")) + ". " + remedy);
        this.problems = List.copyOf(problems);
        this.remedy = remedy;
    }

    public NoIdentityException(IdentityFault fault, String what, String remedy) {
        this(List.of(new IdentityProblem(fault, what)), remedy);
    }

    public NoIdentityException(IdentityFault fault, String what, String remedy, Throwable cause) {
        this(fault, what, remedy);
        initCause(cause);
    }

    public List<IdentityProblem> problems() {
        return problems;
    }

    public String remedy() {
        return remedy;
    }
}
