-- What was reviewed is listed newest first.
CREATE INDEX answer_reviewed ON answer (reviewed_at, id);
