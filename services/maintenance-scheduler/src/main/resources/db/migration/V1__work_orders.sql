-- Work orders: ids, places, states and times. Nothing that a resident wrote and nothing that a device measured.
CREATE TABLE work_order (
    id      uuid             PRIMARY KEY,
    block   text COLLATE "C" NOT NULL,
    -- Null: about something else in the block.
    device  text COLLATE "C",
    state   text COLLATE "C" NOT NULL CHECK (state IN ('OPENED', 'SCHEDULED', 'DONE', 'CANCELLED')),
    version bigint           NOT NULL,
    opened  timestamptz      NOT NULL,
    visit   timestamptz,
    -- Since when it is over. The row goes 90 days later.
    ended   timestamptz,
    CHECK ((ended IS NULL) = (state IN ('OPENED', 'SCHEDULED'))),
    CHECK (visit IS NOT NULL OR state IN ('OPENED', 'CANCELLED'))
) WITH (fillfactor = 80);

-- At most one for each device that is not over.
CREATE UNIQUE INDEX work_order_standing ON work_order (device) WHERE state IN ('OPENED', 'SCHEDULED');
-- What the planner looks for, however many are over.
CREATE INDEX work_order_unscheduled ON work_order (opened) WHERE state = 'OPENED';
CREATE INDEX work_order_visited ON work_order (visit) WHERE state = 'SCHEDULED' AND device IS NULL;
CREATE INDEX work_order_ended ON work_order (ended) WHERE ended IS NOT NULL;

-- Devices that report: from which block, and for how many readings in a row within the plausible band (three are enough). A row
-- goes when its device has been silent for 90 days; whoever purges looks at every row, so that writing one costs no index.
CREATE TABLE watched_device (
    device  text COLLATE "C" PRIMARY KEY,
    block   text COLLATE "C" NOT NULL,
    calm    smallint         NOT NULL CHECK (calm BETWEEN 0 AND 3),
    -- When something spoke against the device last. Readings of before do not speak for it.
    doubted timestamptz,
    -- Of the latest reading that changed something here. An older one that deviates comes late, and says nothing about now.
    latest  timestamptz      NOT NULL,
    -- To the day: as long as nothing else changes, it is written once a day.
    seen    timestamptz      NOT NULL
) WITH (fillfactor = 70);
