//! Tokens of machines that deliver observations, and the deliveries taken with them. Whether a token holds, and
//! what it may say, is decided above.

use super::{Db, StoreError, Tx, columns::Column, read, within};
use domain::time::Timestamp;

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    INSERT_TOKEN,
    INSERT_SOURCE,
    SOURCES,
    TOKENS,
    BY_HASH,
    REVOKE,
    USED,
    CLAIM,
    ANSWER,
    TAKEN,
    FORGET,
];

const INSERT_TOKEN: &str = "INSERT INTO ingest_token (name, token_hash, scope, sectors, created_by, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name) DO NOTHING RETURNING id";
const INSERT_SOURCE: &str = "INSERT INTO ingest_token_source (token_id, source) VALUES ($1, $2)";
const SOURCES: &str = "SELECT token_id, source FROM ingest_token_source \
     WHERE CAST($1 AS BIGINT) IS NULL OR token_id = $1 ORDER BY token_id, source";
const TOKENS: &str = "SELECT id, name, scope, sectors, created_by, created_at, expires_at, revoked_at, revoked_by, used_at \
     FROM ingest_token ORDER BY id DESC";
const BY_HASH: &str = "SELECT id, name, scope, sectors, created_by, created_at, expires_at, revoked_at, revoked_by, used_at \
     FROM ingest_token WHERE token_hash = $1";
const REVOKE: &str =
    "UPDATE ingest_token SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL";
const USED: &str = "UPDATE ingest_token SET used_at = $2 WHERE id = $1";
const CLAIM: &str = "INSERT INTO ingest_delivery (token_id, idempotency_key, body_hash, answer, taken_at) \
     VALUES ($1, $2, $3, '', $4) ON CONFLICT (token_id, idempotency_key) DO NOTHING";
const ANSWER: &str =
    "UPDATE ingest_delivery SET answer = $3 WHERE token_id = $1 AND idempotency_key = $2";
const TAKEN: &str =
    "SELECT body_hash, answer FROM ingest_delivery WHERE token_id = $1 AND idempotency_key = $2";
const FORGET: &str = "DELETE FROM ingest_delivery WHERE taken_at < $1";

/// A token, without what is secret of it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TokenRow {
    /// Key.
    pub id: i64,
    /// Name.
    pub name: String,
    /// `VN` or the code of a province.
    pub scope: String,
    /// Words of sectors, parted by spaces.
    pub sectors: String,
    /// Who made it.
    pub created_by: String,
    /// When.
    #[sqlx(try_from = "i64")]
    pub created_at: Timestamp,
    /// Until when it holds.
    #[sqlx(try_from = "i64")]
    pub expires_at: Timestamp,
    /// When it was revoked.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub revoked_at: Option<Timestamp>,
    /// By whom.
    pub revoked_by: Option<String>,
    /// When it was last used.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub used_at: Option<Timestamp>,
}

/// A token about to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewToken<'a> {
    /// Name.
    pub name: &'a str,
    /// SHA-256 of the secret.
    pub token_hash: &'a str,
    /// `VN` or the code of a province.
    pub scope: &'a str,
    /// Words of sectors, parted by spaces.
    pub sectors: &'a str,
    /// Sources for which it delivers.
    pub sources: &'a [String],
    /// Who makes it.
    pub created_by: &'a str,
    /// When.
    pub created_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
}

impl Db {
    /// Every token, newest first.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn ingest_tokens(&self) -> Result<Vec<TokenRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, TokenRow>(TOKENS)
            .fetch_all(c)
            .await)?)
    }

    /// The token whose secret has this hash.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn ingest_token(&self, hash: &str) -> Result<Option<TokenRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, TokenRow>(BY_HASH)
            .bind(hash)
            .fetch_optional(c)
            .await)?)
    }

    /// The sources for which tokens deliver, or one: key of the token, and source.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn ingest_sources(
        &self,
        token: Option<i64>,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (i64, String)>(
            SOURCES
        )
        .bind(token)
        .fetch_all(c)
        .await)?)
    }

    /// A delivery that was taken under this key: hash of its body, and its answer.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn delivery(
        &self,
        token: i64,
        key: &str,
    ) -> Result<Option<(String, String)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, (String, String)>(
            TAKEN
        )
        .bind(token)
        .bind(key)
        .fetch_optional(c)
        .await)?)
    }
}

impl Tx {
    /// Adds a token; gives whether its name was free.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn add_ingest_token(&mut self, token: NewToken<'_>) -> Result<bool, StoreError> {
        let id = within!(self, |c| sqlx::query_scalar::<_, i64>(INSERT_TOKEN)
            .bind(token.name)
            .bind(token.token_hash)
            .bind(token.scope)
            .bind(token.sectors)
            .bind(token.created_by)
            .bind(token.created_at.0)
            .bind(token.expires_at.0)
            .fetch_optional(c)
            .await)?;
        let Some(id) = id else {
            return Ok(false);
        };
        for source in token.sources {
            within!(self, |c| sqlx::query(INSERT_SOURCE)
                .bind(id)
                .bind(source)
                .execute(c)
                .await
                .map(drop))?;
        }
        Ok(true)
    }

    /// Revokes a token; gives whether it was not revoked already.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn revoke_ingest_token(
        &mut self,
        id: i64,
        at: i64,
        by: &str,
    ) -> Result<bool, StoreError> {
        let revoked = within!(self, |c| sqlx::query(REVOKE)
            .bind(id)
            .bind(at)
            .bind(by)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(revoked > 0)
    }

    /// Notes when a token was used.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn ingest_token_used(&mut self, id: i64, at: i64) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(USED)
            .bind(id)
            .bind(at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Takes a key for a delivery; gives whether it was free. Another transaction that has taken it, and has not
    /// ended, is waited for.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn claim_delivery(
        &mut self,
        (token, key): (i64, &str),
        body_hash: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        let claimed = within!(self, |c| sqlx::query(CLAIM)
            .bind(token)
            .bind(key)
            .bind(body_hash)
            .bind(at)
            .execute(c)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(claimed > 0)
    }

    /// Keeps the answer of a delivery whose key was claimed.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn answer_delivery(
        &mut self,
        (token, key): (i64, &str),
        answer: &str,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(ANSWER)
            .bind(token)
            .bind(key)
            .bind(answer)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }

    /// Forgets deliveries that were taken before an instant: their rows stay, their keys are free again.
    ///
    /// # Errors
    /// See [`Db::ingest_tokens`].
    pub async fn forget_deliveries(&mut self, before: i64) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(FORGET)
            .bind(before)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
