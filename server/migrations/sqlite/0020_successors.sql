-- What took the place of a unit that has ended. Units of before July 2025 are not here: they ship with the program.
CREATE TABLE unit_successor (
    unit_code      TEXT NOT NULL REFERENCES unit (code),
    successor_code TEXT NOT NULL REFERENCES unit (code),
    PRIMARY KEY (unit_code, successor_code),
    CHECK (unit_code <> successor_code)
);

-- Former provinces that search finds by itself now, with the day until which they held.
DELETE FROM unit_alias WHERE unit_code = '25' AND search_key IN ('hoa binh', 'vinh phuc');
