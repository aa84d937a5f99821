-- How many of something the committee aims at, by a day. One target an indicator and province; what it was before
-- stands in the trail.
CREATE TABLE indicator_target (
    province_code TEXT   NOT NULL REFERENCES unit (code),
    indicator     TEXT   NOT NULL,
    number        BIGINT NOT NULL CHECK (number > 0),
    due           BIGINT NOT NULL,
    set_by        TEXT   NOT NULL,
    set_at        BIGINT NOT NULL,
    PRIMARY KEY (province_code, indicator)
);
