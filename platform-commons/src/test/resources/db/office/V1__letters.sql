-- One row for each effect, so that a doubled one is seen.
CREATE TABLE letter (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text     text NOT NULL,
    subject  text NOT NULL
);
