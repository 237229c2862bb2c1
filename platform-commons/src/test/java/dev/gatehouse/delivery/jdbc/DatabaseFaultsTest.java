package dev.gatehouse.delivery.jdbc;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseFaultsTest {
    @Test
    void aRollbackThatFailsDoesNotHideThatTheConnectionWasLost() {
        var lost = new DataAccessResourceFailureException("", new SQLException("", "57P01"));

        assertThat(DatabaseFaults.isTransient(afterRollbackOf(lost))).isTrue();
    }

    @Test
    void aRollbackThatFailsBecauseTheCommitCouldNotBeTriedIsALostConnection() {
        assertThat(DatabaseFaults.isTransient(new TransactionSystemException("", new SQLException("connection is closed"))))
                .isTrue();
    }

    @Test
    void aCommitThatTheDatabaseRefusesIsNoLostConnection() {
        assertThat(DatabaseFaults.isTransient(new TransactionSystemException("", new SQLException("", "23505")))).isFalse();
    }

    @Test
    void aRollbackThatFailsMakesNoFaultOfAnEventPassByItself() {
        assertThat(DatabaseFaults.isTransient(afterRollbackOf(new IllegalStateException()))).isFalse();
    }

    private static TransactionSystemException afterRollbackOf(RuntimeException cause) {
        var failed = new TransactionSystemException("", new SQLException("connection is closed"));
        failed.initApplicationException(cause);
        return failed;
    }
}
