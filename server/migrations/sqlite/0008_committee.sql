-- The steering committee: what is still open about each release, rankings that others published,
-- directives, targets.

-- What waiting items could still change, frozen with the release; releases made before have no rows.
CREATE TABLE release_open (
    release_id    BIGINT NOT NULL REFERENCES release (id),
    province_code TEXT   NOT NULL REFERENCES unit (code),
    waiting       BIGINT NOT NULL,
    may_rise      BIGINT NOT NULL,
    may_fall      BIGINT NOT NULL,
    PRIMARY KEY (release_id, province_code)
);
CREATE TRIGGER release_open_update BEFORE UPDATE ON release_open
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_open_delete BEFORE DELETE ON release_open
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;

-- A province's line in a ranking that somebody else published: kept as printed, never corrected in place.
CREATE TABLE published_ranking (
    province_code TEXT    NOT NULL REFERENCES unit (code),
    as_of         BIGINT  NOT NULL,
    source        TEXT    NOT NULL,
    green         BIGINT  NOT NULL CHECK (green >= 0),
    total         BIGINT  NOT NULL CHECK (total > 0 AND total >= green),
    simulated     BOOLEAN NOT NULL,
    PRIMARY KEY (province_code, as_of, source)
);
CREATE TRIGGER published_ranking_update BEFORE UPDATE ON published_ranking
BEGIN SELECT RAISE(ABORT, 'a published ranking is kept as printed'); END;
CREATE TRIGGER published_ranking_delete BEFORE DELETE ON published_ranking
BEGIN SELECT RAISE(ABORT, 'a published ranking is kept as printed'); END;

-- What the committee asks of a commune (unit_code) or of a department (its name), and how it went on.
CREATE TABLE directive (
    id            INTEGER NOT NULL PRIMARY KEY,
    province_code TEXT    NOT NULL REFERENCES unit (code),
    unit_code     TEXT    REFERENCES unit (code),
    department    TEXT,
    subject       TEXT    NOT NULL,
    content       TEXT    NOT NULL,
    owner         TEXT    NOT NULL,
    due           BIGINT  NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('dang-cho', 'da-tra-loi', 'da-xong', 'da-rut')),
    version       BIGINT  NOT NULL,
    issued_by     TEXT    NOT NULL,
    issued_at     BIGINT  NOT NULL,
    answer        TEXT    NOT NULL,
    answered_by   TEXT    NOT NULL,
    answered_at   BIGINT,
    remark        TEXT    NOT NULL,
    changed_at    BIGINT  NOT NULL,
    CHECK ((unit_code IS NULL) <> (department IS NULL))
);
CREATE INDEX directive_province ON directive (province_code, due);
CREATE INDEX directive_unit ON directive (unit_code);

-- One target a province; what it was before stands in the trail.
CREATE TABLE target (
    province_code TEXT   NOT NULL PRIMARY KEY REFERENCES unit (code),
    share_bp      BIGINT NOT NULL CHECK (share_bp > 0 AND share_bp <= 10000),
    due           BIGINT NOT NULL,
    set_by        TEXT   NOT NULL,
    set_at        BIGINT NOT NULL
);
