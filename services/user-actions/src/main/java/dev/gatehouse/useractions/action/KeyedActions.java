package dev.gatehouse.useractions.action;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.PersonId;
import dev.gatehouse.requests.IdempotencyKey;
import dev.gatehouse.requests.RefusedRequestException;
import dev.gatehouse.requests.RequestRefusal;

/**
 * What was asked for under which idempotency key (draft-ietf-httpapi-idempotency-key-header-07), for a day. A key is its person's
 * own. A hash of the request is enough: it is only ever compared. It is an HMAC, since words of a report can be guessed, and a
 * plain hash of them tried.
 */
@Component
final class KeyedActions {
    static final Duration KEPT = Duration.ofDays(1);
    static final int MOST_AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final Pseudonyms pseudonyms;
    private final InstantSource time;

    KeyedActions(JdbcClient jdbc, Pseudonyms pseudonyms, InstantSource time) {
        this.jdbc = jdbc;
        this.pseudonyms = pseudonyms;
        this.time = time;
    }

    /**
     * The same for the same request, whenever it comes, also to a database that went back: readers tell the two as one. Whatever
     * another request it is under this key, it is another event.
     */
    EventId eventId(PersonId person, IdempotencyKey key, FaultReport report) {
        var device = report.device();
        return pseudonyms.eventId(FaultReported.class, person.value(), key.value(), device == null ? "" : device.value(),
                report.description());
    }

    /**
     * Whether this request is the first of its key. Another transaction with the same key waits for the first one's end.
     *
     * @throws RefusedRequestException when the key stands for another request
     */
    boolean isNew(PersonId person, IdempotencyKey key, EventId event) {
        var pseudonym = pseudonyms.eventId(FaultReported.class, person.value(), key.value()).value();
        var known = jdbc.sql("""
                INSERT INTO keyed_action AS known (key, event, taken) VALUES (?, ?, ?)
                ON CONFLICT (key) DO UPDATE SET taken = known.taken RETURNING event, xmax = 0 AS fresh""")
                .params(pseudonym, event.value(), time.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Known(row.getString("event"), row.getBoolean("fresh"))).single();
        if (!known.event.equals(event.value()))
            throw new RefusedRequestException(RequestRefusal.KEY_REUSED);
        return known.fresh;
    }

    /** @param fresh PostgreSQL has locked no earlier version of the row, since there was none */
    private record Known(String event, boolean fresh) {}

    /** Several instances at once pass over each other's rows. */
    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void forget() {
        var before = time.instant().minus(KEPT).atOffset(ZoneOffset.UTC);
        int gone;
        do
            gone = jdbc.sql("""
                    DELETE FROM keyed_action WHERE key IN
                        (SELECT key FROM keyed_action WHERE taken < ? LIMIT ? FOR UPDATE SKIP LOCKED)""")
                    .params(before, MOST_AT_ONCE).update();
        while (gone == MOST_AT_ONCE);
    }
}
