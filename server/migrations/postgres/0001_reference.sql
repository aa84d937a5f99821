-- Reference data: units, criteria sets, published figures. Dates are days since 1970-01-01, instants
-- milliseconds since then, UTC.

-- What every cached page depends on beside its release: raised in the transaction of each import
-- and publication.
CREATE TABLE installation (
    id           BIGINT  NOT NULL PRIMARY KEY CHECK (id = 1),
    data_version BIGINT  NOT NULL,
    demo         BOOLEAN NOT NULL
);
INSERT INTO installation (id, data_version, demo) VALUES (1, 0, FALSE);

CREATE TABLE unit (
    code          TEXT   NOT NULL PRIMARY KEY,
    level         TEXT   NOT NULL CHECK (level IN ('province', 'commune')),
    province_code TEXT   REFERENCES unit (code),
    name          TEXT   NOT NULL,
    search_key    TEXT   NOT NULL,
    sort_key      TEXT   NOT NULL,
    latitude      TEXT,
    longitude     TEXT,
    area_km2      TEXT,
    CHECK ((level = 'province') = (province_code IS NULL))
);

-- A unit's type holds from a day until the first day it no longer does.
CREATE TABLE unit_type (
    unit_code   TEXT   NOT NULL REFERENCES unit (code),
    kind        TEXT   NOT NULL CHECK (kind IN ('tinh', 'thanh-pho', 'xa', 'phuong', 'dac-khu')),
    valid_from  BIGINT NOT NULL,
    valid_until BIGINT,
    PRIMARY KEY (unit_code, valid_from)
);

CREATE TABLE unit_alias (
    unit_code  TEXT NOT NULL REFERENCES unit (code),
    alias      TEXT NOT NULL,
    search_key TEXT NOT NULL,
    PRIMARY KEY (unit_code, alias)
);

-- Names in other languages, only where a source gives them.
CREATE TABLE unit_name (
    unit_code TEXT NOT NULL REFERENCES unit (code),
    language  TEXT NOT NULL CHECK (language IN ('en', 'ar')),
    name      TEXT NOT NULL,
    source    TEXT NOT NULL,
    PRIMARY KEY (unit_code, language)
);

CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END $$;

CREATE TABLE criteria_set (
    version    TEXT   NOT NULL PRIMARY KEY,
    valid_from BIGINT NOT NULL,
    content    TEXT   NOT NULL
);
CREATE TRIGGER criteria_set_update BEFORE UPDATE ON criteria_set
    FOR EACH ROW EXECUTE FUNCTION refuse('a criteria set is superseded, never changed');
CREATE TRIGGER criteria_set_delete BEFORE DELETE ON criteria_set
    FOR EACH ROW EXECUTE FUNCTION refuse('a criteria set is superseded, never deleted');

CREATE TABLE source (
    key       TEXT NOT NULL PRIMARY KEY,
    publisher TEXT NOT NULL,
    reference TEXT NOT NULL,
    date_vi   TEXT NOT NULL,
    date_en   TEXT NOT NULL,
    date_ar   TEXT NOT NULL,
    url       TEXT
);

CREATE TABLE published_indicator (
    code     TEXT NOT NULL PRIMARY KEY,
    name_vi  TEXT NOT NULL,
    name_en  TEXT NOT NULL,
    name_ar  TEXT NOT NULL,
    unit_vi  TEXT NOT NULL,
    unit_en  TEXT NOT NULL,
    unit_ar  TEXT NOT NULL,
    basis_vi TEXT NOT NULL,
    basis_en TEXT NOT NULL,
    basis_ar TEXT NOT NULL
);

-- Figures as somebody else printed them. Numbers stay text: they are cited, never computed with.
CREATE TABLE published_figure (
    id             TEXT   NOT NULL PRIMARY KEY,
    indicator      TEXT   NOT NULL REFERENCES published_indicator (code),
    unit_code      TEXT,
    scope          TEXT   NOT NULL,
    value          TEXT,
    numerator      BIGINT,
    denominator    BIGINT,
    published_text TEXT   NOT NULL,
    qualifier      TEXT   NOT NULL CHECK (qualifier IN ('exact', 'more_than', 'about')),
    as_of_from     TEXT,
    as_of_to       TEXT,
    printed_rank   TEXT,
    note_vi        TEXT   NOT NULL,
    note_en        TEXT   NOT NULL,
    note_ar        TEXT   NOT NULL
);

CREATE TABLE published_figure_source (
    figure_id  TEXT NOT NULL REFERENCES published_figure (id),
    source_key TEXT NOT NULL REFERENCES source (key),
    PRIMARY KEY (figure_id, source_key)
);

-- The catalogue of systems that the source article names.
CREATE TABLE indicator (
    id            TEXT NOT NULL PRIMARY KEY,
    seed_system   TEXT NOT NULL,
    seed_figure   TEXT NOT NULL,
    name_vi       TEXT NOT NULL,
    name_en       TEXT NOT NULL,
    name_ar       TEXT NOT NULL,
    unit          TEXT NOT NULL,
    direction     TEXT NOT NULL,
    level         TEXT NOT NULL,
    source_system TEXT NOT NULL,
    cadence       TEXT NOT NULL
);
