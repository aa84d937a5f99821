-- What is observed of infrastructure and sectors. The catalogue of indicators ships with the program: what a
-- code means can't differ between installations that exchange files.
DROP TABLE indicator;

CREATE TABLE observation_source (
    id    INTEGER NOT NULL PRIMARY KEY,
    title TEXT    NOT NULL UNIQUE
);

-- One act that brought observations: a form, a file, a machine's delivery, the demo. A whole act can be undone.
CREATE TABLE observation_batch (
    id          INTEGER NOT NULL PRIMARY KEY,
    kind        TEXT    NOT NULL CHECK (kind IN ('form', 'file', 'ingest', 'demo')),
    title       TEXT    NOT NULL,
    file_hash   TEXT,
    entered_by  TEXT    NOT NULL,
    entered_at  BIGINT  NOT NULL,
    row_count   BIGINT  NOT NULL,
    simulated   BOOLEAN NOT NULL,
    undone_at   BIGINT,
    undone_by   TEXT,
    undo_reason TEXT,
    CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
    CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
);

-- A line is what one source says of one unit and indicator as of a day (or of the period that ends with it).
-- Saying something else about the same line adds a revision; of those not undone the last is current.
CREATE TABLE observation (
    id            INTEGER NOT NULL PRIMARY KEY,
    batch_id      BIGINT  NOT NULL REFERENCES observation_batch (id),
    unit_code     TEXT    NOT NULL REFERENCES unit (code),
    province_code TEXT    NOT NULL REFERENCES unit (code),
    indicator     TEXT    NOT NULL,
    as_of_from    BIGINT  NOT NULL,
    as_of         BIGINT  NOT NULL,
    source_id     BIGINT  NOT NULL REFERENCES observation_source (id),
    revision      BIGINT  NOT NULL CHECK (revision > 0),
    current       BOOLEAN NOT NULL,
    -- A number times ten to the indicator's decimals, hundredths of a percent, 1 or 0 for yes or no, or a day.
    number        BIGINT,
    part          BIGINT,
    whole         BIGINT,
    qualifier     TEXT    NOT NULL CHECK (qualifier IN ('exact', 'more_than', 'about')),
    printed       TEXT    NOT NULL,
    note          TEXT    NOT NULL,
    CHECK (as_of_from <= as_of),
    CHECK ((part IS NULL) = (whole IS NULL)),
    CHECK (number IS NULL OR part IS NULL),
    UNIQUE (unit_code, indicator, as_of, as_of_from, source_id, revision)
);
CREATE INDEX observation_current ON observation (indicator, province_code, as_of) WHERE current;
CREATE INDEX observation_batch_rows ON observation (batch_id);

-- The newest current observation of each unit and indicator, so that a page need not look through history.
CREATE TABLE observation_head (
    indicator      TEXT   NOT NULL,
    unit_code      TEXT   NOT NULL REFERENCES unit (code),
    province_code  TEXT   NOT NULL REFERENCES unit (code),
    as_of          BIGINT NOT NULL,
    observation_id BIGINT NOT NULL REFERENCES observation (id),
    PRIMARY KEY (indicator, unit_code)
);
CREATE INDEX observation_head_province ON observation_head (province_code, indicator);

-- What was said stays: a revision or an undoing changes only whether a row is current.
CREATE TRIGGER observation_update BEFORE UPDATE OF id, batch_id, unit_code, province_code, indicator, as_of_from, as_of,
    source_id, revision, number, part, whole, qualifier, printed, note ON observation
BEGIN SELECT RAISE(ABORT, 'an observation is kept as it was told'); END;
CREATE TRIGGER observation_delete BEFORE DELETE ON observation
BEGIN SELECT RAISE(ABORT, 'an observation is kept as it was told'); END;
