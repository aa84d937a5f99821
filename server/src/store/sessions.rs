//! Sessions: who bears a token, since when, until when.

use super::{Db, StoreError, Tx, accounts::AccountRow, read, within};
use domain::time::Timestamp;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    BEARER,
    SESSIONS,
    INSERT_SESSION,
    DELETE_OLD_SESSIONS,
    TOUCH_SESSION,
    DELETE_SESSION,
    DELETE_SESSIONS,
    WRONG_CODES,
    COUNT_WRONG_CODE,
];

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
const WRONG_CODES: &str =
    "SELECT wrong_codes FROM session WHERE token_hash = $1 AND account_id = $2 AND expires_at > $3";
const COUNT_WRONG_CODE: &str =
    "UPDATE session SET wrong_codes = wrong_codes + 1 WHERE token_hash = $1 RETURNING wrong_codes";

/// A session.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SessionRow {
    /// Hash of its token.
    pub token_hash: String,
    /// Whose.
    pub account_id: i64,
    /// Since when.
    #[sqlx(try_from = "i64")]
    pub created_at: Timestamp,
    /// Last use, a few minutes exact.
    #[sqlx(try_from = "i64")]
    pub seen_at: Timestamp,
    /// Until when at most.
    #[sqlx(try_from = "i64")]
    pub expires_at: Timestamp,
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

impl Db {
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
}

impl Tx {
    /// Adds a session and forgets those that have ended.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn add_session(&mut self, row: &SessionRow) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(DELETE_OLD_SESSIONS)
            .bind(row.created_at.0)
            .execute(c)
            .await
            .map(drop))?;
        within!(self, |c| sqlx::query(INSERT_SESSION)
            .bind(&row.token_hash)
            .bind(row.account_id)
            .bind(row.created_at.0)
            .bind(row.seen_at.0)
            .bind(row.expires_at.0)
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

    /// Ends every session of everybody.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn end_every_session(&mut self) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(DELETE_OLD_SESSIONS)
            .bind(i64::MAX)
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
}
