package dev.gatehouse.delivery.jdbc;

import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.gatehouse.delivery.EventSealer;
import dev.gatehouse.delivery.SealedEvent;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Events;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.names.EventId;
import dev.gatehouse.sealing.SessionId;

/** Writes events down in the caller's transaction, sealed, behind the lock of their aggregate. Thread-safe. */
public final class OutboxEvents implements Events {
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    /**
     * The lock first: the row's id is taken for what comes out of the first half, so that for one aggregate a greater id means
     * a later commit. Nothing comes out when the version does not grow.
     */
    private static final String STORE = """
            WITH locked AS (
                INSERT INTO aggregate AS known (topic, subject, version) VALUES (:topic, :subject, :version)
                ON CONFLICT (topic, subject) DO UPDATE SET version = excluded.version WHERE known.version < excluded.version
                RETURNING topic, subject)
            INSERT INTO outbox (topic, subject, session, headers, value)
            SELECT topic, subject, :session, :headers, :value FROM locked""";

    private final DataSource database;
    private final JdbcClient client;
    private final EventSealer sealer;
    private final JdbcGrantPublisher grants;
    private final Runnable committed;

    /** @param committed told after each commit that wrote events; not to wait for anything */
    public OutboxEvents(DataSource database, EventSealer sealer, JdbcGrantPublisher grants, Runnable committed) {
        this.database = database;
        this.client = JdbcClient.create(database);
        this.sealer = sealer;
        this.grants = grants;
        this.committed = committed;
    }

    @Override
    public EventId publish(Object event, About about) {
        requireTransaction();
        var version = about.version();
        if (version == null)
            throw new NotSentException(Code.VERSION_NOT_GREATER,
                    "an event that is published has the version of its aggregate: about(id, version)");
        var sealed = sealer.seal(event, about);
        if (store(sealed, version) == 0)
            throw new NotSentException(Code.VERSION_NOT_GREATER,
                    "%s has had an event of version %d or later of this aggregate: count its version up with each change"
                            .formatted(sealed.topic().topic(), version));
        watchCommit();
        return sealed.id();
    }

    /** Once for each transaction, however many events it publishes. */
    private void watchCommit() {
        if (TransactionSynchronizationManager.getSynchronizations().stream()
                .noneMatch(known -> known instanceof Commit commit && commit.outbox() == this))
            TransactionSynchronizationManager.registerSynchronization(new Commit(this));
    }

    private record Commit(OutboxEvents outbox) implements TransactionSynchronization {
        /**
         * After a statement that failed, also where nothing was made of that, PostgreSQL turns COMMIT into ROLLBACK, and the
         * driver says so to nobody; any other statement it refuses.
         */
        @Override
        public void beforeCommit(boolean readOnly) {
            try {
                outbox.client.sql("SELECT 1").query(Integer.class).single();
            } catch (DataAccessException e) {
                if (!DatabaseFaults.isAborted(e))
                    throw e;
                throw new IllegalStateException(
                        "a statement failed and the code that ran it went on: nothing of the transaction is kept, nor any event"
                                + " published in it",
                        e);
            }
        }

        @Override
        public void afterCommit() {
            outbox.committed.run();
        }
    }

    private int store(SealedEvent sealed, long version) {
        var session = SessionId.ofRecord(sealed.value());
        try {
            return client.sql(STORE).param("topic", sealed.topic().topic().value()).param("subject", sealed.subject())
                    .param("version", version).param("session", session.bytes())
                    .param("headers", StoredHeaders.write(sealed.headers())).param("value", sealed.value()).update();
        } catch (DataIntegrityViolationException e) {
            if (e.getRootCause() instanceof SQLException sql && FOREIGN_KEY_VIOLATION.equals(sql.getSQLState()))
                throw lost(session);
            throw e;
        }
    }

    private NotSentException lost(SessionId session) {
        var again = grants.again(session);
        return new NotSentException(Code.SESSION_LOST, again == null
                ? "the database does not know the sealing session, and neither does this service any more"
                : "the database has lost the sealing session, which is stored again: run the transaction anew");
    }

    /** An open connection that commits each statement would keep an event whose change is rolled back. */
    private void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.hasResource(database))
            throw new NotSentException(Code.NO_TRANSACTION,
                    "Events.publish needs a transaction of this service's database, to commit the event with the change that it"
                            + " tells of: annotate the calling method with @Transactional, or send by DirectEvents what is not"
                            + " born in the database");
        if (TransactionSynchronizationManager.isCurrentTransactionReadOnly())
            throw new NotSentException(Code.NO_TRANSACTION,
                    "Events.publish needs a transaction that may write: take readOnly from its @Transactional");
    }
}
