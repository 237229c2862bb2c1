package dev.gatehouse.delivery.jdbc;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

import dev.gatehouse.delivery.InboxUnavailableException;

/**
 * Which failures pass by themselves, by SQLSTATE (PostgreSQL manual, appendix A): connection lost, timeouts, deadlock,
 * serialization failure, shutdown, resources used up. A message is never looked at.
 */
public final class DatabaseFaults {
    /** Connection, transaction rollback (deadlock, serialization), resources, system error. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "58");
    /** Idle too long in a transaction, transaction too long; lock not had in time; statement cancelled; shutdown, crash, start. */
    private static final Set<String> STATES = Set.of("25P03", "25P04", "55P03", "57014", "57P01", "57P02", "57P03", "57P05");

    /** A statement before it failed, and the transaction with it. */
    private static final String ABORTED = "25P02";

    private DatabaseFaults() {}

    static boolean isAborted(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause())
            if (e instanceof SQLException sql && ABORTED.equals(sql.getSQLState()))
                return true;
        return false;
    }

    /** Whether the same work may succeed later, with nothing done about it. */
    public static boolean isTransient(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause())
            if (e instanceof InboxUnavailableException || e instanceof CannotCreateTransactionException
                    || e instanceof CannotGetJdbcConnectionException || (e instanceof SQLException sql && isTransient(sql))
                    || (e instanceof TransactionSystemException system && isRootTransient(system)))
                return true;
        return false;
    }

    /**
     * Where the connection was lost in a transaction, the rollback fails as well, and hides why with a failure without a state. What
     * was lost at the commit, or as late as before it when the outbox is looked at, Spring forgets altogether; but a connection that
     * is there rolls back.
     */
    private static boolean isRootTransient(TransactionSystemException failure) {
        var first = failure.getApplicationException();
        return first == null
                ? failure.getCause() instanceof SQLException sql && sql.getSQLState() == null
                : isTransient(first);
    }

    /** The pool's own timeout has no state of its own. */
    private static boolean isTransient(SQLException failure) {
        var state = failure.getSQLState();
        if (state == null || state.length() != 5)
            return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException;
        return CLASSES.contains(state.substring(0, 2)) || STATES.contains(state);
    }
}
