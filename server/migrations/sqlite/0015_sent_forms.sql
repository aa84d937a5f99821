-- Forms that are being done, or were done a short while ago: the same form sent again waits for the first one, and gets
-- its answer. Answers are sealed with a key that only the sender's own request can make.
CREATE TABLE sent_form (
    -- SHA-256 of the form and of its sender's secret.
    form_key TEXT    NOT NULL PRIMARY KEY,
    -- SHA-256 of the sender's secret.
    sender   TEXT    NOT NULL,
    -- Whether only its content tells it from another: it came without the mark of a page.
    loose    BOOLEAN NOT NULL,
    -- While it is being done: until when that is believed. Afterwards: until when the answer is kept.
    ends_at  BIGINT  NOT NULL,
    -- Nothing while it is being done.
    answer   TEXT
);
CREATE INDEX sent_form_ends ON sent_form (ends_at);
CREATE INDEX sent_form_sender ON sent_form (sender);
