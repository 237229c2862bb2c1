package dev.gatehouse.delivery.jdbc;

import java.sql.SQLException;

/** A sealing session could not be stored, or nobody knows whether it was; the same bytes are tried again. */
final class SessionNotStoredException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SessionNotStoredException(SQLException cause) {
        super("SQL state " + cause.getSQLState(), cause, false, false);
    }
}
