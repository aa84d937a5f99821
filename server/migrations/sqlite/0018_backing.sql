-- What a confirmation rests on: a document that is attached, or what the reviewer saw instead, and where that is found again.
-- What was confirmed before this was asked has neither.
ALTER TABLE answer ADD COLUMN backing TEXT CHECK (backing IN ('document', 'system', 'on-site', 'paper'));
ALTER TABLE answer ADD COLUMN backing_reference TEXT;
