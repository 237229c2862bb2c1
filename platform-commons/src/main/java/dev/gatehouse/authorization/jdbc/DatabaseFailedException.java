package dev.gatehouse.authorization.jdbc;

import java.sql.SQLException;

/** The database gave no answer, or said no. */
public final class DatabaseFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final boolean unreachable;

    DatabaseFailedException(SQLException cause) {
        super("the database failed (SQLSTATE %s)".formatted(cause.getSQLState()), cause);
        this.unreachable = cause.getSQLState() == null || cause.getSQLState().startsWith("08");
    }

    /** Whether there was no answer. */
    public boolean isUnreachable() {
        return unreachable;
    }
}
