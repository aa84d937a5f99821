-- What is newest of one unit, for the list of what there is to say about it.
CREATE INDEX observation_head_unit ON observation_head (unit_code, indicator);
-- Which confirmed answer of an item stands, for the copy sheets of a whole province.
CREATE INDEX answer_standing ON answer (unit_code, criterion, reviewed_at, fact_date)
    WHERE closed_at IS NULL AND review = 'confirmed';
