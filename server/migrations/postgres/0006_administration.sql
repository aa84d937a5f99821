-- Administration: how campaigns are run, and which criteria set holds from which day.

ALTER TABLE period ADD COLUMN review_due_at BIGINT;
ALTER TABLE period ADD COLUMN closed_at BIGINT;

-- Who prepared a set on the page; none for sets that came by the command line.
ALTER TABLE criteria_set ADD COLUMN prepared_by BIGINT REFERENCES account (id);
ALTER TABLE criteria_set ADD COLUMN prepared_at BIGINT;

-- A set without a row is prepared and holds for nothing. Times and names are those of the page.
CREATE TABLE criteria_activation (
    version      TEXT   NOT NULL PRIMARY KEY REFERENCES criteria_set (version),
    valid_from   BIGINT NOT NULL,
    activated_by BIGINT REFERENCES account (id),
    activated_at BIGINT
);
INSERT INTO criteria_activation (version, valid_from) SELECT version, valid_from FROM criteria_set;
CREATE TRIGGER criteria_activation_update BEFORE UPDATE ON criteria_activation
    FOR EACH ROW EXECUTE FUNCTION refuse('a criteria set is superseded, never changed');
CREATE TRIGGER criteria_activation_delete BEFORE DELETE ON criteria_activation
    FOR EACH ROW EXECUTE FUNCTION refuse('a criteria set is superseded, never deleted');
