//! Attempts to sign in that failed, and the gate at which they are counted one after the other.

use super::{Db, StoreError, Tx, read, within};
use domain::attempt::{CODES_WINDOW, Failures, Seen, WINDOW};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    PASS_GATE,
    FAILURES,
    INSERT_FAILURE,
    FORGIVE_FAILURES,
    FORGET_OLD_FAILURES,
    SPENT_STEPS,
];

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
const INSERT_FAILURE: &str = "INSERT INTO sign_in_failure (user_name, address, failed_at, kind, step) VALUES ($1, $2, $3, $4, $5)";
const SPENT_STEPS: &str =
    "SELECT step FROM sign_in_failure WHERE user_name = $1 AND failed_at > $2 AND step IS NOT NULL";
const FORGIVE_FAILURES: &str = "UPDATE sign_in_failure SET forgiven = TRUE WHERE user_name = $1 AND address = $2 AND failed_at > $3";
const FORGET_OLD_FAILURES: &str = "DELETE FROM sign_in_failure WHERE failed_at < $1";

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

domain::words! {
    /// What failed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum FailureKind {
        /// A password.
        Password = "password",
        /// A code of six digits.
        Code = "code",
        /// What was meant as a recovery code.
        Recovery = "recovery",
    }
    /// The word in the store.
    word
}

impl Db {
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
}

impl Tx {
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

    /// Steps of time whose codes were typed too early for this account since `old`.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn spent_steps(&mut self, user_name: &str, old: i64) -> Result<Vec<i64>, StoreError> {
        Ok(within!(self, |c| sqlx::query_scalar::<_, i64>(
            SPENT_STEPS
        )
        .bind(user_name)
        .bind(old)
        .fetch_all(c)
        .await)?)
    }

    /// Notes a failed attempt and forgets those before `old`. Of a code that came too early, `step` is when it would be
    /// right.
    ///
    /// # Errors
    /// See [`Db::account_by_name`].
    pub async fn add_failure(
        &mut self,
        (user_name, network): (&str, &str),
        (kind, step): (FailureKind, Option<i64>),
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
            .bind(step)
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
}
