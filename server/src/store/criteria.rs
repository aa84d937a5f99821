//! Criteria sets: each kept whole, as JSON of the domain struct, never changed; and from which day each
//! holds.

use super::{Db, StoreError, Tx, read, within};
use domain::{criteria::CriteriaSet, time::Date};

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[ALL, PREPARED, ACTIVATIONS, INSERT, ACTIVATE];

const ALL: &str = "SELECT version, content FROM criteria_set ORDER BY valid_from, version";
const PREPARED: &str =
    "SELECT version, prepared_by, prepared_at FROM criteria_set WHERE prepared_by IS NOT NULL";
const ACTIVATIONS: &str = "SELECT version, valid_from, activated_by, activated_at FROM criteria_activation \
     ORDER BY COALESCE(activated_at, 0), valid_from, version";
const INSERT: &str = "INSERT INTO criteria_set (version, valid_from, content, prepared_by, prepared_at) \
     VALUES ($1, $2, $3, $4, $5)";
const ACTIVATE: &str = "INSERT INTO criteria_activation (version, valid_from, activated_by, activated_at) \
     VALUES ($1, $2, $3, $4) ON CONFLICT (version) DO NOTHING";

/// From which day a set holds.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ActivationRow {
    /// Version of the set.
    pub version: String,
    /// First day.
    pub valid_from: i64,
    /// Account; none for the command line.
    pub activated_by: Option<i64>,
    /// When; none for the command line.
    pub activated_at: Option<i64>,
}

impl ActivationRow {
    /// First day.
    ///
    /// # Errors
    /// If it is no day.
    pub fn from(&self) -> Result<Date, StoreError> {
        let day = i32::try_from(self.valid_from).map_err(|_| StoreError::Inconsistent {
            table: "criteria_activation",
            row: self.version.clone(),
            problem: "valid_from is no day",
        })?;
        Ok(Date(day))
    }
}

impl Db {
    /// Every set, oldest first, in force or not.
    ///
    /// # Errors
    /// If the engine refuses, or a stored set can't be read.
    pub async fn criteria_sets(&self) -> Result<Vec<CriteriaSet>, StoreError> {
        let rows: Vec<(String, String)> = read!(self, |c| sqlx::query_as(ALL).fetch_all(c).await)?;
        rows.into_iter()
            .map(|(version, content)| {
                serde_json::from_str(&content).map_err(|_| StoreError::Inconsistent {
                    table: "criteria_set",
                    row: version,
                    problem: "content is not a criteria set",
                })
            })
            .collect()
    }

    /// Version, account and time of every set that somebody prepared.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn prepared_sets(&self) -> Result<Vec<(String, i64, i64)>, StoreError> {
        Ok(read!(self, |c| sqlx::query_as(PREPARED)
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
        prepared: Option<(i64, i64)>,
    ) -> Result<(), StoreError> {
        let content = serde_json::to_string(set).map_err(|_| StoreError::Inconsistent {
            table: "criteria_set",
            row: set.version.clone(),
            problem: "cannot be written as JSON",
        })?;
        within!(self, |c| {
            sqlx::query(INSERT)
                .bind(&set.version)
                .bind(i64::from(set.valid_from.0))
                .bind(&content)
                .bind(prepared.map(|(by, _)| by))
                .bind(prepared.map(|(_, at)| at))
                .execute(c)
                .await
                .map(drop)
        })?;
        Ok(())
    }

    /// Lets a set hold from a day, for good; `false` if it has a day already.
    ///
    /// # Errors
    /// If the engine refuses.
    pub async fn activate_set(
        &mut self,
        version: &str,
        from: Date,
        by: Option<(i64, i64)>,
    ) -> Result<bool, StoreError> {
        Ok(within!(self, |c| sqlx::query(ACTIVATE)
            .bind(version)
            .bind(i64::from(from.0))
            .bind(by.map(|(account, _)| account))
            .bind(by.map(|(_, at)| at))
            .execute(c)
            .await
            .map(|done| done.rows_affected() == 1))?)
    }
}
