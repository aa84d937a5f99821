-- A criteria set means what it meant for good; how it is worded may be revised. A row holds the whole set as it is worded
-- from then on; revision 0 is the set as it was brought, in criteria_set.
CREATE TABLE criteria_wording (
    version    TEXT   NOT NULL REFERENCES criteria_set (version),
    revision   BIGINT NOT NULL CHECK (revision > 0),
    content    TEXT   NOT NULL,
    revised_by TEXT   NOT NULL,
    revised_at BIGINT NOT NULL,
    PRIMARY KEY (version, revision)
);
CREATE TRIGGER criteria_wording_update BEFORE UPDATE ON criteria_wording
    FOR EACH ROW EXECUTE FUNCTION refuse('a wording is revised, never changed');
CREATE TRIGGER criteria_wording_delete BEFORE DELETE ON criteria_wording
    FOR EACH ROW EXECUTE FUNCTION refuse('a wording is revised, never deleted');

-- The wording that a release was published with. Releases made before wordings were revised have the set as it was brought.
ALTER TABLE release ADD COLUMN wording BIGINT NOT NULL DEFAULT 0;
