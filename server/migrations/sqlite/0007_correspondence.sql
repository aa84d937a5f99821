-- What commune and province write to each other about items, and which daily mails were sent.

-- A question that somebody owes the reply to; at most one of a kind is open for an item at a time, so
-- that a form that is sent twice asks once.
CREATE TABLE question (
    id        INTEGER NOT NULL PRIMARY KEY,
    unit_code TEXT   NOT NULL REFERENCES unit (code),
    criterion TEXT   NOT NULL,
    kind      TEXT   NOT NULL CHECK (kind IN ('difficulty', 'explanation')),
    state     TEXT   NOT NULL CHECK (state IN ('open', 'answered', 'closed')),
    -- The role that owes the reply.
    owner     TEXT   NOT NULL,
    asked_at  BIGINT NOT NULL,
    due_at    BIGINT NOT NULL,
    -- Counts the steps; who takes one names the version they saw.
    version   BIGINT NOT NULL CHECK (version > 0)
);
CREATE UNIQUE INDEX question_open ON question (unit_code, criterion, kind) WHERE state <> 'closed';
CREATE INDEX question_unit ON question (unit_code, criterion);

CREATE TABLE message (
    id          INTEGER NOT NULL PRIMARY KEY,
    unit_code   TEXT   NOT NULL REFERENCES unit (code),
    criterion   TEXT   NOT NULL,
    -- None for a note.
    question_id BIGINT REFERENCES question (id),
    step        TEXT   NOT NULL CHECK (step IN ('ask', 'answer', 'ask-again', 'hand-over', 'close', 'note')),
    author_id   BIGINT NOT NULL REFERENCES account (id),
    -- In which role they wrote.
    author_role TEXT   NOT NULL,
    written_at  BIGINT NOT NULL,
    words       TEXT   NOT NULL,
    CHECK ((step = 'note') = (question_id IS NULL))
);
CREATE INDEX message_item ON message (unit_code, criterion);
CREATE TRIGGER message_update BEFORE UPDATE ON message
BEGIN SELECT RAISE(ABORT, 'what was written stays'); END;
CREATE TRIGGER message_delete BEFORE DELETE ON message
BEGIN SELECT RAISE(ABORT, 'what was written stays'); END;

-- One mail a person and day. Taken by whoever sends it, for a while; sent once for good.
CREATE TABLE digest (
    account_id BIGINT NOT NULL REFERENCES account (id),
    -- Day in Viet Nam.
    day        BIGINT NOT NULL,
    taken_at   BIGINT NOT NULL,
    sent_at    BIGINT,
    attempts   BIGINT NOT NULL,
    PRIMARY KEY (account_id, day)
);
