-- How many events each person has caused: the version of the next one, so that what a person asks for leaves in this order.
-- The person is a pseudonym (HMAC under a key that is not in the database). A row for each who ever asked for something.
CREATE TABLE person (
    pseudonym text COLLATE "C" PRIMARY KEY,
    events    bigint NOT NULL
);

-- What was asked for under an idempotency key, kept for a day. Both columns are HMACs, of person and key and of person, key and
-- request: enough to tell whether a request is the same, and of no use to whoever guesses at keys or words.
CREATE TABLE keyed_action (
    key   text COLLATE "C" PRIMARY KEY,
    event text COLLATE "C" NOT NULL,
    taken timestamptz      NOT NULL
);

CREATE INDEX keyed_action_taken ON keyed_action (taken);

-- What has been heard of each work order. An event fills in what only it knows, and says what state the order is in unless a
-- later version has said so already. A row goes 30 days after the last event of an order that is over.
CREATE TABLE notice (
    work_order uuid             PRIMARY KEY,
    heard      bigint GENERATED ALWAYS AS IDENTITY,
    block      text COLLATE "C" NOT NULL,
    device     text COLLATE "C",
    version    bigint           NOT NULL,
    state      text COLLATE "C" NOT NULL CHECK (state IN ('OPENED', 'SCHEDULED', 'DONE', 'CANCELLED')),
    reason     text COLLATE "C",
    opened     timestamptz,
    cause      text COLLATE "C",
    visit      timestamptz,
    ended      timestamptz,
    noted      timestamptz      NOT NULL
);

CREATE INDEX notice_block ON notice (block, heard DESC);
CREATE INDEX notice_over ON notice (noted) WHERE state IN ('DONE', 'CANCELLED');
