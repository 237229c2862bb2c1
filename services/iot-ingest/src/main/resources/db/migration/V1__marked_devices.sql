-- What the latest event about each device says: under maintenance since when, or not any more (all of since, event, cause and
-- visit are null). A row of the latter kind goes 30 days after that event.
CREATE TABLE device_mark (
    device     text COLLATE "C" PRIMARY KEY,
    work_order uuid             NOT NULL,
    version    bigint           NOT NULL,
    said       timestamptz      NOT NULL,
    since      timestamptz,
    event      text COLLATE "C",
    cause      text COLLATE "C",
    visit      timestamptz,
    noted      timestamptz      NOT NULL,
    CHECK ((since IS NULL) = (event IS NULL))
);

CREATE INDEX device_mark_over ON device_mark (noted) WHERE since IS NULL;
