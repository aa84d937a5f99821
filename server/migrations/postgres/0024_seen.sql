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
