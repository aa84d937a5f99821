-- The trail: who changed what, when and why; one chain of hashes a unit, one (VN) for the installation.
-- Entries are added in the transaction of the change and never altered.

CREATE TABLE audit_head (
    chain TEXT   NOT NULL PRIMARY KEY,
    seq   BIGINT NOT NULL,
    hash  TEXT   NOT NULL
);

CREATE TABLE audit (
    chain     TEXT   NOT NULL,
    seq       BIGINT NOT NULL CHECK (seq > 0),
    at        BIGINT NOT NULL,
    actor     TEXT   NOT NULL,
    action    TEXT   NOT NULL,
    object    TEXT   NOT NULL,
    old_value TEXT   NOT NULL,
    new_value TEXT   NOT NULL,
    reason    TEXT   NOT NULL,
    hash      TEXT   NOT NULL,
    PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_actor ON audit (actor, at);
CREATE TRIGGER audit_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;

-- From which address; apart, so that it can be emptied without touching the trail.
CREATE TABLE audit_address (
    chain   TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    address TEXT   NOT NULL,
    PRIMARY KEY (chain, seq)
);

-- Where each chain ended when a release was made.
CREATE TABLE release_chain (
    release_id BIGINT NOT NULL REFERENCES release (id),
    chain      TEXT   NOT NULL,
    seq        BIGINT NOT NULL,
    hash       TEXT   NOT NULL,
    PRIMARY KEY (release_id, chain)
);
CREATE TRIGGER release_chain_update BEFORE UPDATE ON release_chain
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_chain_delete BEFORE DELETE ON release_chain
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;

-- Why a release was corrected; a first revision has none.
CREATE TABLE release_reason (
    release_id   BIGINT NOT NULL PRIMARY KEY REFERENCES release (id),
    published_by TEXT   NOT NULL,
    published_at BIGINT NOT NULL,
    reason       TEXT   NOT NULL
);
CREATE TRIGGER release_reason_update BEFORE UPDATE ON release_reason
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
CREATE TRIGGER release_reason_delete BEFORE DELETE ON release_reason
BEGIN SELECT RAISE(ABORT, 'a release is frozen'); END;
