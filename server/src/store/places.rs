//! From which networks people have signed in wholly, and who ever has.

use super::{Db, StoreError, Tx, read, within};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[KNOWN_HERE, SEE_HERE, FORGET_OLD_PLACES, JOIN];

const KNOWN_HERE: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM sign_in_place p JOIN account a ON a.id = p.account_id \
     WHERE a.user_name = $1 AND p.network = $2 LIMIT 1) found";
const SEE_HERE: &str = "INSERT INTO sign_in_place (account_id, network, seen_at) VALUES ($1, $2, $3) \
     ON CONFLICT (account_id, network) DO UPDATE SET seen_at = excluded.seen_at";
const FORGET_OLD_PLACES: &str = "DELETE FROM sign_in_place WHERE account_id = $1 AND seen_at < $2";
const JOIN: &str = "UPDATE account SET joined_at = $2 WHERE id = $1 AND joined_at IS NULL";

impl Db {
    /// Whether the person of this name has signed in from this network.
    ///
    /// # Errors
    /// If the engine refuses; the same for all functions of this module.
    pub async fn is_known_at(&self, user_name: &str, network: &str) -> Result<bool, StoreError> {
        let found = read!(self, |c| sqlx::query_scalar::<_, i64>(KNOWN_HERE)
            .bind(user_name)
            .bind(network)
            .fetch_one(c)
            .await)?;
        Ok(found > 0)
    }
}

impl Tx {
    /// As [`Db::is_known_at`], without asking for another connection meanwhile.
    ///
    /// # Errors
    /// See [`Db::is_known_at`].
    pub async fn is_known_at(
        &mut self,
        user_name: &str,
        network: &str,
    ) -> Result<bool, StoreError> {
        let found = within!(self, |c| sqlx::query_scalar::<_, i64>(KNOWN_HERE)
            .bind(user_name)
            .bind(network)
            .fetch_one(c)
            .await)?;
        Ok(found > 0)
    }

    /// Notes that somebody has signed in wholly from this network, and forgets from where they have not since `old`.
    ///
    /// # Errors
    /// See [`Db::is_known_at`].
    pub async fn seen_at(
        &mut self,
        account: i64,
        network: &str,
        at: i64,
        old: i64,
    ) -> Result<(), StoreError> {
        within!(self, |c| sqlx::query(FORGET_OLD_PLACES)
            .bind(account)
            .bind(old)
            .execute(c)
            .await
            .map(drop))?;
        within!(self, |c| sqlx::query(SEE_HERE)
            .bind(account)
            .bind(network)
            .bind(at)
            .execute(c)
            .await
            .map(drop))?;
        within!(self, |c| sqlx::query(JOIN)
            .bind(account)
            .bind(at)
            .execute(c)
            .await
            .map(drop))?;
        Ok(())
    }
}
