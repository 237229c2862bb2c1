package dev.gatehouse.useractions.action;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.names.PersonId;

/** Counts the events of each person, whose name is not written down. */
@Component
final class People {
    private final JdbcClient jdbc;
    private final Pseudonyms pseudonyms;

    People(JdbcClient jdbc, Pseudonyms pseudonyms) {
        this.jdbc = jdbc;
        this.pseudonyms = pseudonyms;
    }

    /** Holds the person's row until the transaction ends: whatever the same person asks for meanwhile waits. */
    long nextVersion(PersonId person) {
        return jdbc.sql("""
                INSERT INTO person AS known (pseudonym, events) VALUES (?, 1)
                ON CONFLICT (pseudonym) DO UPDATE SET events = known.events + 1 RETURNING events""")
                .param(pseudonyms.eventId(FaultReported.class, person.value()).value()).query(Long.class).single();
    }
}
