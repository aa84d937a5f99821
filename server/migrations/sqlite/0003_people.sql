-- People: accounts, roles, sessions, second factors, links that work once. Instants are milliseconds
-- since 1970-01-01, UTC. Tokens, codes and passwords are kept as hashes only.

CREATE TABLE account (
    id           INTEGER NOT NULL PRIMARY KEY,
    user_name    TEXT    NOT NULL UNIQUE,
    display_name TEXT    NOT NULL,
    email        TEXT    NOT NULL,
    language     TEXT    NOT NULL CHECK (language IN ('vi', 'en', 'ar')),
    -- PHC string of argon2id; none until the invitation is used.
    password     TEXT,
    -- Base32; none until the second factor is set up.
    totp_secret  TEXT,
    -- The last time step whose code was used: a code works once.
    totp_step    BIGINT  NOT NULL,
    active       BOOLEAN NOT NULL,
    created_at   BIGINT  NOT NULL
);

-- The scope is VN, a province's or a commune's code.
CREATE TABLE role_grant (
    account_id BIGINT NOT NULL REFERENCES account (id),
    role       TEXT   NOT NULL CHECK (role IN
        ('can-bo', 'lanh-dao', 'tham-dinh', 'so-nganh', 'ban-chi-dao', 'thu-ky', 'kiem-tra', 'quan-tri')),
    scope      TEXT   NOT NULL,
    PRIMARY KEY (account_id, role, scope)
);

CREATE TABLE session (
    token_hash    TEXT    NOT NULL PRIMARY KEY,
    account_id    BIGINT  NOT NULL REFERENCES account (id),
    created_at    BIGINT  NOT NULL,
    seen_at       BIGINT  NOT NULL,
    expires_at    BIGINT  NOT NULL,
    second_factor BOOLEAN NOT NULL,
    agent         TEXT    NOT NULL
);
CREATE INDEX session_account ON session (account_id);

CREATE TABLE recovery_code (
    account_id BIGINT NOT NULL REFERENCES account (id),
    code_hash  TEXT   NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE one_time_link (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    purpose    TEXT   NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);

-- What failed, to slow down guessing. Emptied of what is older than a day.
CREATE TABLE sign_in_failure (
    id        INTEGER NOT NULL PRIMARY KEY,
    user_name TEXT   NOT NULL,
    address   TEXT   NOT NULL,
    failed_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_user ON sign_in_failure (user_name, failed_at);
CREATE INDEX sign_in_failure_address ON sign_in_failure (address, failed_at);
