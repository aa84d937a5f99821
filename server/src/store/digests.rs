//! Who gets mail, and which daily mails were sent. What stands in a mail must not enter: it is made from
//! the state of things when it is sent, and kept nowhere.

use super::{Db, StoreError, Tx, within};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[TAKE, SENT, FAILED, SET_MAIL];

const TAKE: &str = "INSERT INTO digest (account_id, day, taken_at, attempts) VALUES ($1, $2, $3, 1) \
     ON CONFLICT (account_id, day) DO UPDATE SET taken_at = excluded.taken_at, attempts = digest.attempts + 1 \
     WHERE digest.sent_at IS NULL AND digest.taken_at < $4";
const SENT: &str = "UPDATE digest SET sent_at = $3 WHERE account_id = $1 AND day = $2";
const FAILED: &str =
    "UPDATE digest SET taken_at = 0 WHERE account_id = $1 AND day = $2 AND sent_at IS NULL";
const SET_MAIL: &str = "UPDATE account SET email = $2, language = $3 WHERE id = $1";

/// One mail: to whom, and of which day in Viet Nam.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigestKey {
    /// Account.
    pub account: i64,
    /// Days since 1970-01-01.
    pub day: i64,
}

impl Db {
    /// Takes a mail to send it; `false` if it was sent, or if somebody took it after `stale`.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn take_digest(
        &self,
        key: DigestKey,
        now: i64,
        stale: i64,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let taken = within!(&mut tx, |c| sqlx::query(TAKE)
            .bind(key.account)
            .bind(key.day)
            .bind(now)
            .bind(stale)
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?;
        tx.commit().await?;
        Ok(taken)
    }

    /// Marks a mail as sent, for good.
    ///
    /// # Errors
    /// See [`Db::take_digest`].
    pub async fn digest_sent(&self, key: DigestKey, now: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        within!(&mut tx, |c| sqlx::query(SENT)
            .bind(key.account)
            .bind(key.day)
            .bind(now)
            .execute(c)
            .await
            .map(drop))?;
        tx.commit().await
    }

    /// Gives a mail back that could not be sent, so that it is tried again.
    ///
    /// # Errors
    /// See [`Db::take_digest`].
    pub async fn digest_failed(&self, key: DigestKey) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        within!(&mut tx, |c| sqlx::query(FAILED)
            .bind(key.account)
            .bind(key.day)
            .execute(c)
            .await
            .map(drop))?;
        tx.commit().await
    }
}

impl Tx {
    /// Sets where somebody's mail goes (empty: nowhere), and its language.
    ///
    /// # Errors
    /// See [`Db::take_digest`].
    pub async fn set_mail(
        &mut self,
        account: i64,
        email: &str,
        language: &str,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SET_MAIL)
            .bind(account)
            .bind(email)
            .bind(language)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
