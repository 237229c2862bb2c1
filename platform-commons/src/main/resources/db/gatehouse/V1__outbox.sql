-- Events that are committed and not yet on the broker. Every payload in here is sealed.

-- The grant of each sealing session, committed before any event refers to it. The relay publishes it before the session's events.
CREATE TABLE sealing_session (
    id             bytea PRIMARY KEY CHECK (octet_length(id) = 16),
    realm          text NOT NULL,
    topic          text NOT NULL,
    grant_bytes    bytea NOT NULL,
    created        timestamptz NOT NULL,
    -- Where the broker has it: id of the grants topic, and offset. Null: not published yet.
    topic_id       text,
    grant_offset   bigint,
    CHECK ((topic_id IS NULL) = (grant_offset IS NULL))
);

-- The last version of each aggregate that an event told of. Whoever publishes about it locks its row until the end of the
-- transaction, so that the order of ids in the outbox is the order of commits, aggregate by aggregate.
CREATE TABLE aggregate (
    topic   text COLLATE "C",
    -- As the broker sees it: a pseudonym on a pseudonymous topic.
    subject text COLLATE "C",
    version bigint NOT NULL,
    PRIMARY KEY (topic, subject)
) WITH (fillfactor = 70);

CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    topic       text NOT NULL,
    subject     text NOT NULL,
    session     bytea NOT NULL REFERENCES sealing_session,
    headers     bytea NOT NULL,
    value       bytea NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_threshold = -1);

-- For the check that a session is not referred to any more.
CREATE INDEX outbox_session ON outbox (session);

-- Sealed bytes cannot be compressed.
ALTER TABLE outbox ALTER COLUMN value SET STORAGE EXTERNAL, ALTER COLUMN headers SET STORAGE EXTERNAL;
ALTER TABLE sealing_session ALTER COLUMN grant_bytes SET STORAGE EXTERNAL;
