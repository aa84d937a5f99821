-- What a province must have submitted to be ranked in a release, in percent of its required items. Releases made before there
-- was a floor rank every province.
ALTER TABLE release ADD COLUMN rank_floor BIGINT NOT NULL DEFAULT 0 CHECK (rank_floor BETWEEN 0 AND 100);
