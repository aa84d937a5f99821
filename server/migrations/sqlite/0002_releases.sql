-- Periods, answers, releases. A release is frozen when it is published: triggers refuse every later
-- change, a correction is a new revision.

CREATE TABLE period (
    code      TEXT    NOT NULL PRIMARY KEY,
    opens_at  BIGINT  NOT NULL,
    due_at    BIGINT  NOT NULL,
    simulated BOOLEAN NOT NULL,
    CHECK (opens_at < due_at)
);

CREATE TABLE answer (
    id           INTEGER NOT NULL PRIMARY KEY,
    unit_code    TEXT    NOT NULL REFERENCES unit (code),
    criteria_set TEXT    NOT NULL REFERENCES criteria_set (version),
    criterion    TEXT    NOT NULL,
    content      TEXT    NOT NULL,
    fact_date    BIGINT  NOT NULL,
    submitted_at BIGINT  NOT NULL,
    review       TEXT    NOT NULL CHECK (review IN ('waiting', 'confirmed', 'returned')),
    reviewed_at  BIGINT,
    new_due      BIGINT,
    simulated    BOOLEAN NOT NULL,
    CHECK ((review = 'waiting') = (reviewed_at IS NULL)),
    CHECK ((review = 'returned') = (new_due IS NOT NULL))
);
CREATE INDEX answer_unit ON answer (unit_code, submitted_at);

CREATE TABLE release (
    id           INTEGER NOT NULL PRIMARY KEY,
    number       BIGINT  NOT NULL CHECK (number > 0),
    revision     BIGINT  NOT NULL CHECK (revision > 0),
    period_code  TEXT    NOT NULL REFERENCES period (code),
    period_due   BIGINT  NOT NULL,
    as_of        BIGINT  NOT NULL,
    criteria_set TEXT    NOT NULL REFERENCES criteria_set (version),
    rule_version BIGINT  NOT NULL,
    simulated    BOOLEAN NOT NULL,
    content_hash TEXT    NOT NULL,
    UNIQUE (number, revision)
);

CREATE TABLE release_unit (
    release_id    BIGINT NOT NULL REFERENCES release (id),
    unit_code     TEXT   NOT NULL REFERENCES unit (code),
    province_code TEXT   NOT NULL REFERENCES unit (code),
    level         TEXT   NOT NULL CHECK (level IN ('G', 'Y', 'R', 'N')),
    required      BIGINT NOT NULL,
    met           BIGINT NOT NULL,
    submitted     BIGINT NOT NULL,
    confirmed     BIGINT NOT NULL,
    completed_at  BIGINT,
    letters       TEXT   NOT NULL,
    inputs        TEXT   NOT NULL,
    hash          TEXT   NOT NULL,
    PRIMARY KEY (release_id, province_code, unit_code)
);
CREATE INDEX release_unit_history ON release_unit (unit_code, release_id);

-- Sums of release_unit, made in the same transaction, so that no page counts 3,321 rows.
CREATE TABLE release_province (
    release_id      BIGINT NOT NULL REFERENCES release (id),
    province_code   TEXT   NOT NULL REFERENCES unit (code),
    green           BIGINT NOT NULL,
    yellow          BIGINT NOT NULL,
    red             BIGINT NOT NULL,
    no_data         BIGINT NOT NULL,
    units_submitted BIGINT NOT NULL,
    required        BIGINT NOT NULL,
    submitted       BIGINT NOT NULL,
    confirmed       BIGINT NOT NULL,
    gained          BIGINT NOT NULL,
    lost            BIGINT NOT NULL,
    PRIMARY KEY (release_id, province_code)
);

CREATE TABLE release_criterion (
    release_id    BIGINT NOT NULL REFERENCES release (id),
    province_code TEXT   NOT NULL REFERENCES unit (code),
    criterion     TEXT   NOT NULL,
    green         BIGINT NOT NULL,
    yellow        BIGINT NOT NULL,
    red           BIGINT NOT NULL,
    no_data       BIGINT NOT NULL,
    PRIMARY KEY (release_id, province_code, criterion)
);

CREATE TRIGGER release_update BEFORE UPDATE ON release
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_delete BEFORE DELETE ON release
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_unit_update BEFORE UPDATE ON release_unit
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_unit_delete BEFORE DELETE ON release_unit
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_province_update BEFORE UPDATE ON release_province
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_province_delete BEFORE DELETE ON release_province
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_criterion_update BEFORE UPDATE ON release_criterion
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_criterion_delete BEFORE DELETE ON release_criterion
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
