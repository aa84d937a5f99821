//! Accounts, roles, second factors, and links that work once.

use super::{Db, StoreError, Tx, columns::Column, read, within};
use domain::time::Timestamp;

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
    PASS_DRAFTS,
    DELETE_GRANTS,
    SET_PASSWORD,
    SET_TOTP,
    USE_STEP,
    SET_ACTIVE,
    LOCK_ACCOUNT,
    SHUT_CODES,
    INSERT_LINK,
    END_LINKS,
    LINK,
    USE_LINK,
    INSERT_CODE,
    DELETE_CODES,
    USE_CODE,
    CODE_USED,
    ROLES,
];

/// A statement over accounts.
macro_rules! select_accounts {
    ($which:literal) => {
        concat!(
            "SELECT id, user_name, display_name, email, language, password, totp_secret, totp_step, active, codes_shut_at \
             FROM account ",
            $which
        )
    };
}

const BY_NAME: &str = select_accounts!("WHERE user_name = $1");
const BY_ID: &str = select_accounts!("WHERE id = $1");
const ACCOUNTS: &str = select_accounts!("ORDER BY user_name");
const GRANTS: &str =
    "SELECT role, scope FROM role_grant WHERE account_id = $1 ORDER BY role, scope";
const ROLES: &str = "SELECT DISTINCT role FROM role_grant WHERE account_id = $1";
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
const LOCK_ACCOUNT: &str = "UPDATE account SET active = active WHERE user_name = $1 \
     RETURNING id, user_name, display_name, email, language, password, totp_secret, totp_step, active, codes_shut_at";
const SHUT_CODES: &str = "UPDATE account SET codes_shut_at = $2 WHERE id = $1";
const INSERT_LINK: &str = "INSERT INTO one_time_link (token_hash, account_id, purpose, expires_at) VALUES ($1, $2, $3, $4)";
const END_LINKS: &str =
    "UPDATE one_time_link SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL";
const LINK: &str =
    "SELECT account_id, purpose, expires_at, used_at FROM one_time_link WHERE token_hash = $1";
const USE_LINK: &str = "UPDATE one_time_link SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL AND expires_at >= $2";
const INSERT_CODE: &str = "INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)";
const DELETE_CODES: &str = "DELETE FROM recovery_code WHERE account_id = $1";
const USE_CODE: &str = "UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL";
const CODE_USED: &str = "SELECT COUNT(*) FROM recovery_code WHERE account_id = $1 AND code_hash = $2 AND used_at IS NOT NULL";

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
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub codes_shut_at: Option<Timestamp>,
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

/// A link that works once.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LinkRow {
    /// For whom.
    pub account_id: i64,
    /// `invitation` or `reset`.
    pub purpose: String,
    /// Until when.
    #[sqlx(try_from = "i64")]
    pub expires_at: Timestamp,
    /// When it was used.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub used_at: Option<Timestamp>,
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

    /// The roles that an account has anywhere.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn roles(&mut self, account: i64) -> Result<Vec<String>, StoreError> {
        Ok(within!(self, |c| sqlx::query_scalar::<_, String>(ROLES)
            .bind(account)
            .fetch_all(c)
            .await)?)
    }

    /// Whether a recovery code of this account was used.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn is_recovery_code_used(
        &mut self,
        account: i64,
        hash: &str,
    ) -> Result<bool, StoreError> {
        let found = within!(self, |c| sqlx::query_scalar::<_, i64>(CODE_USED)
            .bind(account)
            .bind(hash)
            .fetch_one(c)
            .await)?;
        Ok(found > 0)
    }
}
