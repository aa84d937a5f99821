//! Forms that are being done or were done a short while ago, so that the same form sent twice does its work once. What a
//! form is, and what its answer says, is known above.

use super::{Db, StoreError, Tx, read, within};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[FORGET, CLAIM, ANSWER, SETTLE, RELEASE];

const FORGET: &str = "DELETE FROM sent_form WHERE ends_at < $1 \
     OR (sender = $2 AND loose AND answer IS NOT NULL AND form_key <> $3)";
const CLAIM: &str = "INSERT INTO sent_form (form_key, sender, loose, ends_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (form_key) DO NOTHING";
const ANSWER: &str = "SELECT answer FROM sent_form WHERE form_key = $1";
const SETTLE: &str = "UPDATE sent_form SET answer = $2, ends_at = $3 WHERE form_key = $1";
const RELEASE: &str = "DELETE FROM sent_form WHERE form_key = $1";

/// A form as the store knows it.
#[derive(Clone, Copy, Debug)]
pub struct FormRow<'a> {
    /// Its key.
    pub key: &'a str,
    /// Its sender's.
    pub sender: &'a str,
    /// Whether only its content tells it from another.
    pub loose: bool,
    /// Until when it is believed to be done.
    pub ends_at: i64,
}

impl Db {
    /// The answer to a form: `None` if nobody does it, an empty one inside while somebody does.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn form_answer(&self, key: &str) -> Result<Option<Option<String>>, StoreError> {
        Ok(read!(self, |c| sqlx::query_scalar(ANSWER)
            .bind(key)
            .fetch_optional(c)
            .await)?)
    }
}

impl Tx {
    /// Claims a form; `false` if it is claimed already. What has ended is forgotten, and of the same sender every
    /// answered form that only its content tells from others: once something else was done, the same content is a new
    /// form.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn claim_form(&mut self, form: FormRow<'_>, now: i64) -> Result<bool, StoreError> {
        within!(self, |c| sqlx::query(FORGET)
            .bind(now)
            .bind(form.sender)
            .bind(form.key)
            .execute(c)
            .await
            .map(drop))?;
        let rows = within!(self, |c| sqlx::query(CLAIM)
            .bind(form.key)
            .bind(form.sender)
            .bind(form.loose)
            .bind(form.ends_at)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(rows == 1)
    }

    /// Keeps the answer to a form until a time.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn settle_form(
        &mut self,
        key: &str,
        answer: &str,
        ends_at: i64,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(SETTLE)
            .bind(key)
            .bind(answer)
            .bind(ends_at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Forgets a form of which nothing came: whoever sends it again begins anew.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn release_form(&mut self, key: &str) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(RELEASE)
            .bind(key)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
