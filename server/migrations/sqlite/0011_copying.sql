-- What of a commune's confirmed answers was typed into the national system, as whoever did it said. The newest row
-- of a unit is what the next copy is compared with; rows are only added.
CREATE TABLE copied (
    id           INTEGER NOT NULL PRIMARY KEY,
    unit_code    TEXT    NOT NULL REFERENCES unit (code),
    criteria_set TEXT    NOT NULL REFERENCES criteria_set (version),
    content      TEXT    NOT NULL,
    copied_by    TEXT    NOT NULL,
    copied_at    BIGINT  NOT NULL
);
CREATE INDEX copied_unit ON copied (unit_code, id);
CREATE TRIGGER copied_update BEFORE UPDATE ON copied
BEGIN SELECT RAISE(ABORT, 'what was copied is kept'); END;
CREATE TRIGGER copied_delete BEFORE DELETE ON copied
BEGIN SELECT RAISE(ABORT, 'what was copied is kept'); END;
