-- Tokens with which machines deliver observations: only their hashes are kept.
CREATE TABLE ingest_token (
    id         INTEGER NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,
    token_hash TEXT    NOT NULL UNIQUE,
    -- VN or the code of a province.
    scope      TEXT    NOT NULL,
    -- Words of sectors, parted by spaces.
    sectors    TEXT    NOT NULL,
    created_by TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    revoked_at BIGINT,
    revoked_by TEXT,
    used_at    BIGINT,
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);

-- A delivery that was taken, under the key that its machine gave it: the same again gets the same answer.
CREATE TABLE ingest_delivery (
    token_id        BIGINT NOT NULL REFERENCES ingest_token (id),
    idempotency_key TEXT   NOT NULL,
    body_hash       TEXT   NOT NULL,
    answer          TEXT   NOT NULL,
    taken_at        BIGINT NOT NULL,
    PRIMARY KEY (token_id, idempotency_key)
);

-- Which provinces an act speaks of, so that nobody looks through millions of its rows for that.
CREATE TABLE observation_batch_province (
    batch_id      BIGINT NOT NULL REFERENCES observation_batch (id),
    province_code TEXT   NOT NULL REFERENCES unit (code),
    PRIMARY KEY (batch_id, province_code)
);
INSERT INTO observation_batch_province (batch_id, province_code)
SELECT DISTINCT batch_id, province_code FROM observation;
