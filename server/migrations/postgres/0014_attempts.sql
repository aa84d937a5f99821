-- Attempts are counted in the transaction that uses what they find out.

-- What failed: a password, a code of six digits, or what was meant as a recovery code.
ALTER TABLE sign_in_failure ADD COLUMN kind TEXT NOT NULL DEFAULT 'password'
    CHECK (kind IN ('password', 'code', 'recovery'));
-- Somebody proved who they are: it makes nobody wait any more. Wrong codes go on counting for their account.
ALTER TABLE sign_in_failure ADD COLUMN forgiven BOOLEAN NOT NULL DEFAULT FALSE;

-- Wrong codes of a session that has not proven its second factor.
ALTER TABLE session ADD COLUMN wrong_codes BIGINT NOT NULL DEFAULT 0;

-- When so many codes of an account were wrong that no more are looked at; until its password is set anew.
ALTER TABLE account ADD COLUMN codes_shut_at BIGINT;

-- Whoever counts attempts holds the rows of a name and of a network until the transaction ends, so that attempts
-- that come at once are counted one after the other, also those of names that no account has. Names and networks
-- share a fixed number of rows.
CREATE TABLE attempt_gate (
    slot BIGINT NOT NULL PRIMARY KEY
);
