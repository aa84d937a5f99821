-- From which networks somebody has signed in wholly, and when last: an office that mistypes a lot shuts out nobody who is known
-- there. Emptied of what is older than half a year.
CREATE TABLE sign_in_place (
    account_id BIGINT NOT NULL REFERENCES account (id),
    network    TEXT   NOT NULL,
    seen_at    BIGINT NOT NULL,
    PRIMARY KEY (account_id, network)
);

-- The step of time of a code that was typed too early: whoever was told so does not get in with it when its time comes.
ALTER TABLE sign_in_failure ADD COLUMN step BIGINT;

-- When somebody was signed in wholly for the first time. Of those who were before this was kept, their first trace.
ALTER TABLE account ADD COLUMN joined_at BIGINT;
UPDATE account SET joined_at = COALESCE(
    (SELECT MIN(a.at) FROM audit a WHERE a.actor = account.user_name AND a.action <> 'set-password'),
    (SELECT MIN(s.created_at) FROM session s
     WHERE s.account_id = account.id AND (s.second_factor OR account.totp_secret IS NULL)));
