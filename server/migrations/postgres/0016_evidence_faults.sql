-- Evidence files that were found missing or altered when somebody asked for them, until they are found whole again: told to
-- administrators, once a file.
CREATE TABLE evidence_fault (
    sha256   TEXT   NOT NULL PRIMARY KEY,
    fault    TEXT   NOT NULL CHECK (fault IN ('missing', 'altered', 'unreadable')),
    found_at BIGINT NOT NULL
);
