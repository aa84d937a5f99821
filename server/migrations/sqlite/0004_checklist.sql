-- Checklists: what officers are writing, evidence, and who had a hand in an answer.

ALTER TABLE answer ADD COLUMN author_id BIGINT REFERENCES account (id);
ALTER TABLE answer ADD COLUMN signer_id BIGINT REFERENCES account (id);
ALTER TABLE answer ADD COLUMN reviewer_id BIGINT REFERENCES account (id);
ALTER TABLE answer ADD COLUMN note TEXT;
ALTER TABLE answer ADD COLUMN return_code TEXT;
ALTER TABLE answer ADD COLUMN return_text TEXT;
-- When the commune took it back before review, or the reviewer took the confirmation back; from then on
-- it counts for nothing. In the second case with a new deadline.
ALTER TABLE answer ADD COLUMN closed_at BIGINT;
ALTER TABLE answer ADD COLUMN closed_due BIGINT;
ALTER TABLE answer ADD COLUMN closed_text TEXT;
CREATE INDEX answer_waiting ON answer (unit_code) WHERE review = 'waiting';

-- One row an item, for good: its version never begins again, so that an old form can't overwrite a new
-- text. Fields are kept as typed, possible or not.
CREATE TABLE draft (
    unit_code    TEXT   NOT NULL REFERENCES unit (code),
    criterion    TEXT   NOT NULL,
    criteria_set TEXT   NOT NULL REFERENCES criteria_set (version),
    fields       TEXT   NOT NULL,
    version      BIGINT NOT NULL CHECK (version > 0),
    stage        TEXT   NOT NULL CHECK (stage IN ('open', 'ready', 'done')),
    author_id    BIGINT NOT NULL REFERENCES account (id),
    saved_at     BIGINT NOT NULL,
    -- Why the leader sent it back, if so.
    sent_back    TEXT,
    PRIMARY KEY (unit_code, criterion)
);
CREATE INDEX draft_open ON draft (unit_code) WHERE stage <> 'done';

-- How a province runs its reviews; a province without a row has the usual policy.
CREATE TABLE review_policy (
    province_code TEXT    NOT NULL PRIMARY KEY REFERENCES unit (code),
    signature     BOOLEAN NOT NULL,
    review_days   BIGINT  NOT NULL CHECK (review_days > 0),
    return_days   BIGINT  NOT NULL CHECK (return_days > 0)
);

CREATE TABLE evidence (
    id          INTEGER NOT NULL PRIMARY KEY,
    unit_code   TEXT    NOT NULL REFERENCES unit (code),
    kind        TEXT    NOT NULL CHECK (kind IN ('file', 'link', 'document')),
    -- A file's name, a link's address, a document's number.
    title       TEXT    NOT NULL,
    issuer      TEXT    NOT NULL,
    fact_date   BIGINT  NOT NULL,
    sha256      TEXT,
    media       TEXT,
    bytes       BIGINT,
    added_by    BIGINT  NOT NULL REFERENCES account (id),
    added_at    BIGINT  NOT NULL,
    is_public   BOOLEAN NOT NULL,
    CHECK ((kind = 'file') = (sha256 IS NOT NULL)),
    CHECK ((kind = 'file') = (media IS NOT NULL)),
    CHECK ((kind = 'file') = (bytes IS NOT NULL))
);
CREATE INDEX evidence_unit ON evidence (unit_code);
CREATE INDEX evidence_sha256 ON evidence (sha256);

CREATE TABLE draft_evidence (
    unit_code   TEXT   NOT NULL,
    criterion   TEXT   NOT NULL,
    evidence_id BIGINT NOT NULL REFERENCES evidence (id),
    PRIMARY KEY (unit_code, criterion, evidence_id)
);

CREATE TABLE answer_evidence (
    answer_id   BIGINT NOT NULL REFERENCES answer (id),
    evidence_id BIGINT NOT NULL REFERENCES evidence (id),
    PRIMARY KEY (answer_id, evidence_id)
);
CREATE INDEX answer_evidence_evidence ON answer_evidence (evidence_id);
