//! Accounts, roles, sessions, second factors, links that work once, and what failed.

use super::{Db, StoreError, Tx, read, within};
use domain::attempt::{CODES_WINDOW, Failures, Seen, WINDOW};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    BY_NAME,
    BY_ID,
    ACCOUNTS,
    GRANTS,
    ALL_GRANTS,
    INSERT_ACCOUNT,
    INSERT_GRANT,
    DELETE_GRANT,
    DELETE_GRANTS,
    PASS_DRAFTS,
    SET_PASSWORD,
    SET_TOTP,
    USE_STEP,
    SET_ACTIVE,
    BEARER,
    SESSIONS,
    INSERT_SESSION,
    DELETE_OLD_SESSIONS,
    TOUCH_SESSION,
    DELETE_SESSION,
    DELETE_SESSIONS,
    LOCK_ACCOUNT,
    SHUT_CODES,
    WRONG_CODES,
    COUNT_WRONG_CODE,
    PASS_GATE,
    FAILURES,
    INSERT_FAILURE,
    FORGIVE_FAILURES,
    FORGET_OLD_FAILURES,
    INSERT_LINK,
    END_LINKS,
    LINK,
    USE_LINK,
    INSERT_CODE,
    DELETE_CODES,
    USE_CODE,
];

const BY_NAME: &str = "SELECT id, user_name, display_name, email, language, password, totp_secret, totp_step, active, codes_shut_at \
     FROM account WHERE user_name = $1";
const BY_ID: &str = "SELECT id, user_name, display_name, email, language, password, totp_secret, totp_step, active, codes_shut_at \
     FROM account WHERE id = $1";
const ACCOUNTS: &str = "SELECT id, user_name, display_name, email, language, password, totp_secret, totp_step, active, codes_shut_at \
     FROM account ORDER BY user_name";
const GRANTS: &str =
    "SELECT role, scope FROM role_grant WHERE account_id = $1 ORDER BY role, scope";
const ALL_GRANTS: &str =
    "SELECT account_id, role, scope FROM role_grant ORDER BY account_id, role, scope";
const INSERT_ACCOUNT: &str = "INSERT INTO account (user_name, display_name, email, language, password, totp_secret, \
     totp_step, active, created_at) VALUES ($1, $2, $3, $4, $5, $6, 0, TRUE, $7) RETURNING id";
const INSERT_GRANT: &str = "INSERT INTO role_grant (account_id, role, scope) VALUES ($1, $2, $3) \
     ON CONFLICT (account_id, role, scope) DO NOTHING";
const DELETE_GRANT: &str =
    "DELETE FROM role_grant WHERE account_id = $1 AND role = $2 AND scope = $3";
const PASS_DRAFTS: &str =
    "UPDATE draft SET author_id = $2 WHERE author_id = $1 AND unit_code = $3 AND stage <> 'done'";
const DELETE_GRANTS: &str = "DELETE FROM role_grant WHERE account_id = $1";
const SET_PASSWORD: &str = "UPDATE account SET password = $2, codes_shut_at = NULL WHERE id = $1";
const SET_TOTP: &str = "UPDATE account SET totp_secret = $2, totp_step = 0 WHERE id = $1";
const USE_STEP: &str = "UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2";
const SET_ACTIVE: &str = "UPDATE account SET active = $2 WHERE id = $1";
const BEARER: &str = "SELECT s.token_hash, s.account_id, s.created_at, s.seen_at, s.expires_at, s.second_factor, s.agent, \
     a.id, a.user_name, a.display_name, a.email, a.language, a.password, a.totp_secret, a.totp_step, a.active, a.codes_shut_at, \
     i.data_version, g.role, g.scope FROM session s JOIN account a ON a.id = s.account_id JOIN installation i ON i.id = 1 \
     LEFT JOIN role_grant g ON g.account_id = a.id WHERE s.token_hash = $1 ORDER BY g.role, g.scope";
const SESSIONS: &str = "SELECT token_hash, account_id, created_at, seen_at, expires_at, second_factor, agent FROM session \
     WHERE account_id = $1 ORDER BY seen_at DESC, token_hash";
const INSERT_SESSION: &str = "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at, second_factor, \
     agent) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const DELETE_OLD_SESSIONS: &str = "DELETE FROM session WHERE expires_at < $1";
const TOUCH_SESSION: &str = "UPDATE session SET seen_at = $2 WHERE token_hash = $1";
const DELETE_SESSION: &str = "DELETE FROM session WHERE token_hash = $1";
const DELETE_SESSIONS: &str = "DELETE FROM session WHERE account_id = $1";
const LOCK_ACCOUNT: &str = "UPDATE account SET active = active WHERE user_name = $1 \
     RETURNING id, user_name, display_name, email, language, password, totp_secret, totp_step, active, codes_shut_at";
const SHUT_CODES: &str = "UPDATE account SET codes_shut_at = $2 WHERE id = $1";
const WRONG_CODES: &str =
    "SELECT wrong_codes FROM session WHERE token_hash = $1 AND account_id = $2 AND expires_at > $3";
const COUNT_WRONG_CODE: &str =
    "UPDATE session SET wrong_codes = wrong_codes + 1 WHERE token_hash = $1 RETURNING wrong_codes";
const PASS_GATE: &str = "INSERT INTO attempt_gate (slot) VALUES ($1) ON CONFLICT (slot) DO UPDATE SET slot = excluded.slot";
const FAILURES: &str = "WITH counted AS (SELECT failed_at, \
     (failed_at > $3 AND NOT forgiven AND user_name = $1 AND address = $2) AS of_pair, \
     (failed_at > $3 AND NOT forgiven AND address = $2) AS of_network, \
     (failed_at > $3 AND NOT forgiven AND user_name = $1) AS of_account, \
     (kind = 'code' AND user_name = $1) AS of_codes \
     FROM sign_in_failure WHERE failed_at > $4 AND (user_name = $1 OR address = $2)) \
     SELECT COUNT(*) FILTER (WHERE of_pair) AS pair, \
     COALESCE(MIN(failed_at) FILTER (WHERE of_pair), 0) AS pair_first, \
     COALESCE(MAX(failed_at) FILTER (WHERE of_pair), 0) AS pair_last, \
     COUNT(*) FILTER (WHERE of_network) AS network, \
     COALESCE(MIN(failed_at) FILTER (WHERE of_network), 0) AS network_first, \
     COALESCE(MAX(failed_at) FILTER (WHERE of_network), 0) AS network_last, \
     COUNT(*) FILTER (WHERE of_account) AS account, \
     COUNT(*) FILTER (WHERE of_codes) AS codes, \
     COALESCE(MIN(failed_at) FILTER (WHERE of_codes), 0) AS codes_first, \
     COALESCE(MAX(failed_at) FILTER (WHERE of_codes), 0) AS codes_last FROM counted";
const INSERT_FAILURE: &str =
    "INSERT INTO sign_in_failure (user_name, address, failed_at, kind) VALUES ($1, $2, $3, $4)";
const FORGIVE_FAILURES: &str = "UPDATE sign_in_failure SET forgiven = TRUE WHERE user_name = $1 AND address = $2 AND failed_at > $3";
const FORGET_OLD_FAILURES: &str = "DELETE FROM sign_in_failure WHERE failed_at < $1";
const INSERT_LINK: &str = "INSERT INTO one_time_link (token_hash, account_id, purpose, expires_at) VALUES ($1, $2, $3, $4)";
const END_LINKS: &str =
    "UPDATE one_time_link SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL";
const LINK: &str =
    "SELECT account_id, purpose, expires_at, used_at FROM one_time_link WHERE token_hash = $1";
const USE_LINK: &str = "UPDATE one_time_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at >= $2";
const INSERT_CODE: &str = "INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)";
const DELETE_CODES: &str = "DELETE FROM recovery_code WHERE account_id = $1";
const USE_CODE: &str = "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL";

/// An account. Its password and secret never leave the server, so it has no `Debug`.
#[derive(Clone, sqlx::FromRow)]
pub struct AccountRow {
    /// Key.
    pub id: i64,
    /// Name to sign in with.
    pub user_name: String,
    /// Name to show.
    pub display_name: String,
    /// Address for mail; may be empty.
    pub email: String,
    /// Language of mail and of the first page.
    pub language: String,
    /// PHC string; none until the invitation is used.
    pub password: Option<String>,
    /// Base32; none until the second factor is set up.
    pub totp_secret: Option<String>,
    /// The last time step whose code was used.
    pub totp_step: i64,
    /// Whether it may sign in.
    pub active: bool,
    /// When so many of its codes were wrong that no more were looked at; none since the password was set.
    pub codes_shut_at: Option<i64>,
}

/// A new account.
#[derive(Clone, Copy)]
pub struct NewAccount<'a> {
    /// Name to sign in with.
    pub user_name: &'a str,
    /// Name to show.
    pub display_name: &'a str,
    /// Address for mail; may be empty.
    pub email: &'a str,
    /// `vi`, `en` or `ar`.
    pub language: &'a str,
    /// PHC string.
    pub password: Option<&'a str>,
    /// Base32.
    pub totp_secret: Option<&'a str>,
}

/// A session.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SessionRow {
    /// Hash of its token.
    pub token_hash: String,
    /// Whose.
    pub account_id: i64,
    /// Since when.
    pub created_at: i64,
    /// Last use, a few minutes exact.
    pub seen_at: i64,
    /// Until when at most.
    pub expires_at: i64,
    /// Whether a second factor was proven.
    pub second_factor: bool,
    /// What the browser calls itself.
    pub agent: String,
}

/// Who bears a token: everything that a request behind the sign-in asks first, in one question.
#[derive(Clone)]
pub struct Bearer {
    /// The session.
    pub session: SessionRow,
    /// Whose it is.
    pub account: AccountRow,
    /// Roles and scopes of the account.
    pub grants: Vec<(String, String)>,
    /// The installation's, at the same moment.
    pub data_version: i64,
}

/// One row for each role, at least one.
#[derive(sqlx::FromRow)]
struct BearerRow {
    #[sqlx(flatten)]
    session: SessionRow,
    #[sqlx(flatten)]
    account: AccountRow,
    data_version: i64,
    role: Option<String>,
    scope: Option<String>,
}

/// Failures as they are counted.
#[derive(sqlx::FromRow)]
struct FailuresRow {
    pair: i64,
    pair_first: i64,
    pair_last: i64,
    network: i64,
    network_first: i64,
    network_last: i64,
    account: i64,
    codes: i64,
    codes_first: i64,
    codes_last: i64,
}

impl From<FailuresRow> for Failures {
    fn from(row: FailuresRow) -> Self {
        let seen = |count, first, last| Seen { count, first, last };
        Self {
            pair: seen(row.pair, row.pair_first, row.pair_last),
            network: seen(row.network, row.network_first, row.network_last),
            account: row.account,
            codes: seen(row.codes, row.codes_first, row.codes_last),
        }
    }
}

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// A password.
    Password,
    /// A code of six digits.
    Code,
    /// What was meant as a recovery code.
    Recovery,
}

impl FailureKind {
    fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::Recovery => "recovery",
        }
    }
}

/// A link that works once.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LinkRow {
    /// For whom.
    pub account_id: i64,
    /// `invitation` or `reset`.
    pub purpose: String,
    /// Until when.
    pub expires_at: i64,
    /// When it was used.
    pub used_at: Option<i64>,
}

impl Db {
    /// The account with this name.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn account_by_name(&self, name: &str) -> Result<Option<AccountRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, AccountRow>(BY_NAME)
            .bind(name)
            .fetch_optional(c)
            .await)?)
    }

    /// An account.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn account(&self, id: i64) -> Result<Option<AccountRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, AccountRow>(BY_ID)
            .bind(id)
            .fetch_optional(c)
            .await)?)
    }

    /// Every account, by name.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, AccountRow>(ACCOUNTS)
            .fetch_all(c)
            .await)?)
    }

    /// Roles and scopes of an account.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn grants(&self, account: i64) -> Result<Vec<(String, String)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, String)>(
            GRANTS
        )
        .bind(account)
        .fetch_all(c)
        .await)?)
    }

    /// Account, role and scope of every grant.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn all_grants(&self) -> Result<Vec<(i64, String, String)>, StoreError> {
        Ok(read!(self, |c| {
            sqlx::query_as::<_, (i64, String, String)>(ALL_GRANTS)
                .fetch_all(c)
                .await
        })?)
    }

    /// Who bears the token with this hash, if anybody.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn bearer(&self, token_hash: &str) -> Result<Option<Bearer>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, BearerRow>(BEARER)
            .bind(token_hash)
            .fetch_all(c)
            .await)?;
        let mut rows = rows.into_iter();
        let Some(first) = rows.next() else {
            return Ok(None);
        };
        let grants = first.role.zip(first.scope);
        let grants = grants
            .into_iter()
            .chain(rows.filter_map(|row| row.role.zip(row.scope)))
            .collect();
        Ok(Some(Bearer {
            session: first.session,
            account: first.account,
            grants,
            data_version: first.data_version,
        }))
    }

    /// Every session of an account, last used first.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn sessions(&self, account: i64) -> Result<Vec<SessionRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, SessionRow>(SESSIONS)
            .bind(account)
            .fetch_all(c)
            .await)?)
    }

    /// Failed attempts at `now`: of this name, of this network, of both.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn failures(
        &self,
        user_name: &str,
        network: &str,
        now: i64,
    ) -> Result<Failures, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, FailuresRow>(FAILURES)
            .bind(user_name)
            .bind(network)
            .bind(now - WINDOW)
            .bind(now - CODES_WINDOW)
            .fetch_one(c)
            .await)?
        .into())
    }

    /// A link that works once.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn link(&self, token_hash: &str) -> Result<Option<LinkRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, LinkRow>(LINK)
            .bind(token_hash)
            .fetch_optional(c)
            .await)?)
    }
}

impl Tx {
    /// Adds an account and returns its key.
    ///
    /// # Errors
    /// If the engine refuses, for example because the name is taken.
    pub async fn add_account(
        &mut self,
        account: NewAccount<'_>,
        at: i64,
    ) -> Result<i64, StoreError> {
        Ok(within!(self, |c| {
            sqlx::query_scalar::<_, i64>(INSERT_ACCOUNT)
                .bind(account.user_name)
                .bind(account.display_name)
                .bind(account.email)
                .bind(account.language)
                .bind(account.password)
                .bind(account.totp_secret)
                .bind(at)
                .fetch_one(c)
                .await
        })?)
    }

    /// Gives a role for a scope; nothing happens if it is held already.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn add_grant(
        &mut self,
        account: i64,
        role: &str,
        scope: &str,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(INSERT_GRANT)
            .bind(account)
            .bind(role)
            .bind(scope)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Takes a role away; `false` if it is not held.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn remove_grant(
        &mut self,
        account: i64,
        role: &str,
        scope: &str,
    ) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(DELETE_GRANT)
            .bind(account)
            .bind(role)
            .bind(scope)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }

    /// Makes somebody else the author of what an account is writing in a unit; gives how many drafts.
    /// Their texts and versions stay, so that a form that is open somewhere still fits.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn pass_drafts(&mut self, from: i64, to: i64, unit: &str) -> Result<u64, StoreError> {
        Ok(within!(self, |c| sqlx::query(PASS_DRAFTS)
            .bind(from)
            .bind(to)
            .bind(unit)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?)
    }

    /// Ends every link of an account that was not used yet.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn end_links(&mut self, account: i64, at: i64) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(END_LINKS)
            .bind(account)
            .bind(at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Takes every role away.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn remove_grants(&mut self, account: i64) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(DELETE_GRANTS)
            .bind(account)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Sets the password's PHC string.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn set_password(&mut self, account: i64, phc: &str) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_PASSWORD)
            .bind(account)
            .bind(phc)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Sets or takes away the secret of the second factor.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn set_totp(&mut self, account: i64, secret: Option<&str>) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_TOTP)
            .bind(account)
            .bind(secret)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Marks a time step as used; `false` if it, or a later one, was used already.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn use_totp_step(&mut self, account: i64, step: i64) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(USE_STEP)
            .bind(account)
            .bind(step)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }

    /// Opens or closes an account.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn set_active(&mut self, account: i64, active: bool) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_ACTIVE)
            .bind(account)
            .bind(active)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Adds a session and forgets those that have ended.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn add_session(&mut self, row: &SessionRow) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(DELETE_OLD_SESSIONS)
            .bind(row.created_at)
            .execute(c)
            .await
            .map(drop))?;
        within!(self, |c| sqlx::query(INSERT_SESSION)
            .bind(&row.token_hash)
            .bind(row.account_id)
            .bind(row.created_at)
            .bind(row.seen_at)
            .bind(row.expires_at)
            .bind(row.second_factor)
            .bind(&row.agent)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn touch_session(&mut self, token_hash: &str, at: i64) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(TOUCH_SESSION)
            .bind(token_hash)
            .bind(at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Ends a session; `false` if it had ended.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn end_session(&mut self, token_hash: &str) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(DELETE_SESSION)
            .bind(token_hash)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn end_sessions(&mut self, account: i64) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(DELETE_SESSIONS)
            .bind(account)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Holds these rows of the gate until the transaction ends: whoever else counts attempts there waits. They must
    /// come in ascending order, or two could wait for each other.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn pass_gate(&mut self, slots: [i64; 2]) -> Result<(), StoreError> {
        for slot in slots {
            within!(self, |c| sqlx::query(PASS_GATE)
                .bind(slot)
                .execute(c)
                .await
                .map(drop))?;
        }
        Ok(())
    }

    /// Failed attempts, as [`Db::failures`]: whoever holds the gate sees those of all who held it before.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn failures(
        &mut self,
        user_name: &str,
        network: &str,
        now: i64,
    ) -> Result<Failures, StoreError> {
        Ok(within!(self, |c| sqlx::query_as::<_, FailuresRow>(FAILURES)
            .bind(user_name)
            .bind(network)
            .bind(now - WINDOW)
            .bind(now - CODES_WINDOW)
            .fetch_one(c)
            .await)?
        .into())
    }

    /// The account with this name, which nobody else changes until the transaction ends.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn lock_account(
        &mut self,
        user_name: &str,
    ) -> Result<Option<AccountRow>, StoreError> {
        Ok(within!(self, |c| sqlx::query_as::<_, AccountRow>(
            LOCK_ACCOUNT
        )
        .bind(user_name)
        .fetch_optional(c)
        .await)?)
    }

    /// Notes when codes of an account ceased to be looked at.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn shut_codes(&mut self, account: i64, at: i64) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SHUT_CODES)
            .bind(account)
            .bind(at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Wrong codes of a session of this account; none if it has ended.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn wrong_codes(
        &mut self,
        token_hash: &str,
        account: i64,
        now: i64,
    ) -> Result<Option<i64>, StoreError> {
        Ok(within!(self, |c| sqlx::query_scalar::<_, i64>(
            WRONG_CODES
        )
        .bind(token_hash)
        .bind(account)
        .bind(now)
        .fetch_optional(c)
        .await)?)
    }

    /// Counts a wrong code of a session; gives how many there are with it, none if it has ended.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn count_wrong_code(&mut self, token_hash: &str) -> Result<Option<i64>, StoreError> {
        Ok(within!(self, |c| sqlx::query_scalar::<_, i64>(
            COUNT_WRONG_CODE
        )
        .bind(token_hash)
        .fetch_optional(c)
        .await)?)
    }

    /// Notes a failed attempt and forgets those before `old`.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn add_failure(
        &mut self,
        (user_name, network): (&str, &str),
        kind: FailureKind,
        at: i64,
        old: i64,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(FORGET_OLD_FAILURES)
            .bind(old)
            .execute(c)
            .await
            .map(drop))?;
        within!(self, |c| sqlx::query(INSERT_FAILURE)
            .bind(user_name)
            .bind(network)
            .bind(at)
            .bind(kind.word())
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Takes back what failed for this account from this network: it makes nobody wait any more.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn forgive_failures(
        &mut self,
        user_name: &str,
        network: &str,
        now: i64,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(FORGIVE_FAILURES)
            .bind(user_name)
            .bind(network)
            .bind(now - WINDOW)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Adds a link that works once, from now until then; earlier links of the account end.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn add_link(
        &mut self,
        token_hash: &str,
        account: i64,
        purpose: &str,
        (now, expires_at): (i64, i64),
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(END_LINKS)
            .bind(account)
            .bind(now)
            .execute(c)
            .await
            .map(drop))?;
        within!(self, |c| sqlx::query(INSERT_LINK)
            .bind(token_hash)
            .bind(account)
            .bind(purpose)
            .bind(expires_at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Uses a link; `false` if it was used before or has expired.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn use_link(&mut self, token_hash: &str, at: i64) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(USE_LINK)
            .bind(token_hash)
            .bind(at)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }

    /// Replaces the recovery codes of an account.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn set_recovery_codes(
        &mut self,
        account: i64,
        hashes: &[String],
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(DELETE_CODES)
            .bind(account)
            .execute(c)
            .await
            .map(drop))?;
        for hash in hashes {
            within!(self, |c| sqlx::query(INSERT_CODE)
                .bind(account)
                .bind(hash)
                .execute(c)
                .await
                .map(drop))?;
        }
        Ok(())
    }

    /// Uses a recovery code; `false` if there is none or it was used.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn use_recovery_code(
        &mut self,
        account: i64,
        hash: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(USE_CODE)
            .bind(account)
            .bind(hash)
            .bind(at)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }
}
