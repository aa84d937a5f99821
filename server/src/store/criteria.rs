//! Criteria sets: each kept whole, as JSON of the domain struct, never changed; how each is worded now and was before;
//! and from which day each holds.

use super::{
    Db, StoreError, Tx,
    columns::{Column, json},
    read, within,
};
use domain::{
    access::AccountId,
    criteria::CriteriaSet,
    time::{Date, Timestamp},
};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    ALL,
    ONE,
    WORDINGS,
    PREPARED,
    ACTIVATIONS,
    INSERT,
    REVISE,
    ACTIVATE,
];

const ALL: &str = "SELECT COALESCE((SELECT w.content FROM criteria_wording w WHERE w.version = s.version \
     ORDER BY w.revision DESC LIMIT 1), s.content) AS content FROM criteria_set s ORDER BY s.valid_from, s.version";
const ONE: &str = "SELECT COALESCE((SELECT w.content FROM criteria_wording w WHERE w.version = s.version \
     ORDER BY w.revision DESC LIMIT 1), s.content) AS content FROM criteria_set s WHERE s.version = $1";
const WORDINGS: &str = "SELECT version, CAST(0 AS BIGINT) AS revision, content, CAST(NULL AS TEXT) AS revised_by, \
     CAST(NULL AS BIGINT) AS revised_at \
     FROM criteria_set UNION ALL \
     SELECT version, revision, content, revised_by, revised_at FROM criteria_wording ORDER BY version, revision";
const PREPARED: &str =
    "SELECT version, prepared_by, prepared_at FROM criteria_set WHERE prepared_by IS NOT NULL";
const ACTIVATIONS: &str = "SELECT version, valid_from, activated_by, activated_at FROM criteria_activation \
     ORDER BY COALESCE(activated_at, 0), valid_from, version";
const INSERT: &str = "INSERT INTO criteria_set (version, valid_from, content, prepared_by, prepared_at) \
     VALUES ($1, $2, $3, $4, $5)";
const REVISE: &str = "INSERT INTO criteria_wording (version, revision, content, revised_by, revised_at) \
     SELECT CAST($1 AS TEXT), COALESCE(MAX(revision), 0) + 1, CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT) FROM criteria_wording WHERE version = $1 \
     RETURNING revision";
const ACTIVATE: &str = "INSERT INTO criteria_activation (version, valid_from, activated_by, activated_at) \
     VALUES ($1, $2, $3, $4) ON CONFLICT (version) DO NOTHING";

/// From which day a set holds.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ActivationRow {
    /// Version of the set.
    pub version: String,
    /// First day.
    #[sqlx(try_from = "i64")]
    pub valid_from: Date,
    /// Account; none for the command line.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub activated_by: Option<AccountId>,
    /// When; none for the command line.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub activated_at: Option<Timestamp>,
}

/// A set that somebody prepared.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PreparedRow {
    /// Version of the set.
    pub version: String,
    /// Account.
    #[sqlx(try_from = "i64")]
    pub prepared_by: AccountId,
    /// When.
    #[sqlx(try_from = "i64")]
    pub prepared_at: Timestamp,
}

/// A set as it was worded at one time.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct WordingRow {
    /// Version of the set.
    pub version: String,
    /// Number of the wording; 0 as it was brought.
    #[sqlx(try_from = "i64")]
    pub revision: u32,
    /// The whole set, worded so.
    #[sqlx(try_from = "Column<String>")]
    pub content: CriteriaSet,
    /// User name of whoever revised it; none as it was brought.
    pub revised_by: Option<String>,
    /// When.
    #[sqlx(try_from = "Column<Option<i64>>")]
    pub revised_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct SetColumns {
    #[sqlx(try_from = "Column<String>")]
    content: CriteriaSet,
}

impl Db {
    /// Every set as it is worded now, oldest first, in force or not.
    ///
    /// # Errors
    /// If the engine refuses, or a stored set can't be read.
    pub async fn criteria_sets(&self) -> Result<Vec<CriteriaSet>, StoreError> {
        let rows = read!(self, |c| sqlx::query_as::<_, SetColumns>(ALL)
            .fetch_all(c)
            .await)?;
        Ok(rows.into_iter().map(|row| row.content).collect())
    }

    /// Every wording of every set, by version, oldest first.
    ///
    /// # Errors
    /// If the engine refuses, or a stored set can't be read.
    pub async fn criteria_wordings(&self) -> Result<Vec<WordingRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, WordingRow>(WORDINGS)
            .fetch_all(c)
            .await)?)
    }

    /// Every set that somebody prepared.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn prepared_sets(&self) -> Result<Vec<PreparedRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, PreparedRow>(PREPARED)
            .fetch_all(c)
            .await)?)
    }

    /// Every activation, in the order in which they were made.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn activations(&self) -> Result<Vec<ActivationRow>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as::<_, ActivationRow>(
            ACTIVATIONS
        )
        .fetch_all(c)
        .await)?)
    }
}

impl Tx {
    /// Adds a set, with who prepared it and when, if somebody did. It holds for nothing until it is
    /// activated.
    ///
    /// # Errors
    /// If the engine refuses, above all because the version exists.
    pub async fn add_criteria_set(
        &mut self,
        set: &CriteriaSet,
        prepared: Option<(AccountId, Timestamp)>,
    ) -> Result<(), StoreError> {
        let content = json(set, "criteria_set", &set.version)?;
        within!(self, |c| {
            sqlx::query(INSERT)
                .bind(&set.version)
                .bind(i64::from(set.valid_from.0))
                .bind(&content)
                .bind(prepared.map(|(by, _)| by.0))
                .bind(prepared.map(|(_, at)| at.0))
                .execute(c)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// A set as it is worded now, as this transaction sees it.
    ///
    /// # Errors
    /// If the engine refuses, or the stored set can't be read.
    pub async fn criteria_set(&mut self, version: &str) -> Result<Option<CriteriaSet>, StoreError> {
        let row = within!(self, |c| sqlx::query_as::<_, SetColumns>(ONE)
            .bind(version)
            .fetch_optional(c)
            .await)?;
        Ok(row.map(|row| row.content))
    }

    /// Words a set anew from now on, and gives the number of the wording. Whoever calls this holds the installation's
    /// row ([`Tx::raise_data_version`]), so that two never revise at once.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn revise_wording(
        &mut self,
        set: &CriteriaSet,
        by: &str,
        at: Timestamp,
    ) -> Result<i64, StoreError> {
        let content = json(set, "criteria_wording", &set.version)?;
        Ok(within!(self, |c| sqlx::query_scalar::<_, i64>(REVISE)
            .bind(&set.version)
            .bind(&content)
            .bind(by)
            .bind(at.0)
            .fetch_one(c)
            .await)?)
    }

    /// Lets a set hold from a day, for good; `false` if it has a day already.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn activate_set(
        &mut self,
        version: &str,
        from: Date,
        by: Option<(AccountId, Timestamp)>,
    ) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(ACTIVATE)
            .bind(version)
            .bind(i64::from(from.0))
            .bind(by.map(|(account, _)| account.0))
            .bind(by.map(|(_, at)| at.0))
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }
}
