-- How far each partition was applied, and the largest append time seen by then. topic_id tells a topic made anew from
-- the one before it.
CREATE TABLE inbox_position (
    topic       text COLLATE "C" NOT NULL,
    partition   integer          NOT NULL,
    topic_id    text COLLATE "C" NOT NULL,
    next_offset bigint           NOT NULL,
    log_time    timestamptz      NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- Events that had their effect, kept until a day after their sealing session became stale.
CREATE TABLE inbox (
    topic           text COLLATE "C" NOT NULL,
    producer        text COLLATE "C" NOT NULL,
    event_id        text COLLATE "C" NOT NULL,
    session_created timestamptz      NOT NULL,
    applied         timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, producer, event_id)
);

CREATE INDEX inbox_stale ON inbox (topic, session_created);

-- The newest version of each aggregate that a handler asked about, so that a late event does not overwrite it.
CREATE TABLE inbox_version (
    topic    text COLLATE "C" NOT NULL,
    producer text COLLATE "C" NOT NULL,
    subject  text COLLATE "C" NOT NULL,
    version  bigint           NOT NULL,
    noted    timestamptz      NOT NULL,
    PRIMARY KEY (topic, producer, subject)
);

CREATE INDEX inbox_version_noted ON inbox_version (topic, noted);
