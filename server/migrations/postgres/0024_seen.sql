-- What somebody put into answers, so that nobody decides about it: the acts of `AuditAction::writes`.
CREATE INDEX audit_written ON audit (actor, chain, object, at)
    WHERE action IN ('save', 'hand-in', 'sign', 'carry-forward', 'add-evidence', 'attach-evidence', 'detach-evidence');
