-- What somebody put into answers, so that nobody decides about it: the acts of `AuditAction::writes`.
CREATE INDEX audit_written ON audit (actor, chain, object, at)
    WHERE action IN ('save', 'hand-in', 'sign', 'carry-forward', 'add-evidence', 'attach-evidence', 'detach-evidence');

-- The sources for which a token may deliver. One that has delivered goes on with those it named; one that has not
-- delivers nothing, and is made anew with its sources.
CREATE TABLE ingest_token_source (
    token_id BIGINT NOT NULL REFERENCES ingest_token (id),
    source   TEXT   NOT NULL,
    PRIMARY KEY (token_id, source)
);
INSERT INTO ingest_token_source (token_id, source)
SELECT DISTINCT t.id, s.title FROM ingest_token t
JOIN observation_batch b ON b.kind = 'ingest' AND b.entered_by = 'token:' || t.name
JOIN observation o ON o.batch_id = b.id
JOIN observation_source s ON s.id = o.source_id;

-- The audit log is read newest first: all of it, of one chain, of one person, or of a province, whose entries are few
-- among those of the country.
DROP INDEX audit_actor;
CREATE INDEX audit_actor ON audit (actor, at, chain, seq);
CREATE INDEX audit_time ON audit (at, chain, seq);
CREATE INDEX audit_chain ON audit (chain, at, seq);
CREATE TABLE audit_province (
    province_code TEXT   NOT NULL REFERENCES unit (code),
    at            BIGINT NOT NULL,
    chain         TEXT   NOT NULL,
    seq           BIGINT NOT NULL,
    PRIMARY KEY (province_code, at, chain, seq)
);
INSERT INTO audit_province (province_code, at, chain, seq)
SELECT COALESCE(u.province_code, u.code), a.at, a.chain, a.seq FROM audit a JOIN unit u ON u.code = a.chain;
CREATE TRIGGER audit_province_update BEFORE UPDATE ON audit_province
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
CREATE TRIGGER audit_province_delete BEFORE DELETE ON audit_province
BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END;
